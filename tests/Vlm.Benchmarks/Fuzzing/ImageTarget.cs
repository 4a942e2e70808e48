using System.Buffers.Binary;
using System.Diagnostics;
using Vlm.Imaging.Formats;

namespace Vlm.Benchmarks.Fuzzing;

/// <summary>Decodes the damaged files of one format and says how each ended.</summary>
internal sealed class ImageTarget(string format, string folder, ulong seed, IImageDecoder decoder)
{
    /// <summary>Longer than this is a hang.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    // A limit below a second makes the decoder read through a stream that it can end; every eighth file goes that way.
    private static readonly ImageDecodeOptions Plain = new() { Limits = new ImageLimits { MaxPixels = 1_000_000 } };
    private static readonly ImageDecodeOptions Watched = new()
    {
        Alpha = AlphaHandling.White,
        Limits = new ImageLimits { MaxPixels = 1_000_000, MaxDecodeTime = TimeSpan.FromSeconds(0.99) },
    };

    private readonly Mutator _mutator = ImageCorpus.Load(format, folder);

    /// <summary>The file of an index.</summary>
    public byte[] File(long index)
    {
        byte[] file = _mutator.Make(seed, index);
        if (index % 2 == 0)
        {
            RepairChecksums(file);
        }

        return file;
    }

    /// <summary>Decodes one file; <paramref name="error"/> is what should not have been thrown.</summary>
    public FuzzOutcome Run(long index, out TimeSpan elapsed, out Exception? error)
    {
        byte[] file = File(index);
        long started = Stopwatch.GetTimestamp();
        FuzzOutcome outcome = Decode(file, index % 8 == 0 ? Watched : Plain, out error);
        elapsed = Stopwatch.GetElapsedTime(started);
        return elapsed > Longest ? FuzzOutcome.Hang : outcome;
    }

    private FuzzOutcome Decode(byte[] file, ImageDecodeOptions options, out Exception? error)
    {
        error = null;
        try
        {
            using RgbImage image = decoder.Decode(ImageInput.FromBytes(file), options);
            _ = image.Row(image.Height - 1)[^1];
            return FuzzOutcome.Picture;
        }
        catch (ImageDecodeException e) when (Enum.TryParse(e.Reason.ToString(), out FuzzOutcome reason))
        {
            return reason;
        }
        catch (Exception e)
        {
            error = e;
            return FuzzOutcome.Untyped;
        }
    }

    // A decoder that looks at checksums would never see what is wrong behind them.
    private static void RepairChecksums(Span<byte> file)
    {
        int at = file.IndexOf(PngStructure.Signature);
        at = at < 0 ? file.Length : at + PngStructure.Signature.Length;
        while (file.Length - at >= 12)
        {
            long length = BinaryPrimitives.ReadUInt32BigEndian(file[at..]);
            if (length > file.Length - at - 12)
            {
                return;
            }

            uint checksum = Crc32.Compute(file.Slice(at + 4, 4), file.Slice(at + 8, (int)length));
            BinaryPrimitives.WriteUInt32BigEndian(file[(at + 8 + (int)length)..], checksum);
            at += 12 + (int)length;
        }
    }
}
