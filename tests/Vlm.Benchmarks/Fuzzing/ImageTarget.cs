using System.Buffers.Binary;
using Vlm.Imaging.Formats;

namespace Vlm.Benchmarks.Fuzzing;

/// <summary>Decodes the damaged files of one format and says how each ended.</summary>
internal sealed class ImageTarget(string format, string folder, ulong seed, IImageDecoder decoder) : FuzzTarget
{
    // A limit below a second makes the decoder read through a stream that it can end; every eighth file goes that way.
    private static readonly ImageDecodeOptions Plain = new() { Limits = new ImageLimits { MaxPixels = 1_000_000 } };
    private static readonly ImageDecodeOptions Watched = new()
    {
        Alpha = AlphaHandling.White,
        Limits = new ImageLimits { MaxPixels = 1_000_000, MaxDecodeTime = TimeSpan.FromSeconds(0.99) },
    };

    private readonly Mutator _mutator = ImageCorpus.Load(format, folder);

    private static readonly string[] Names = ["Picture", "NotAnImage", "Unsupported", "Truncated", "Corrupt", "TooLarge"];

    public override IReadOnlyList<string> Endings => Names;

    public override byte[] File(long index)
    {
        byte[] file = _mutator.Make(seed, index);
        if (index % 2 == 0)
        {
            RepairChecksums(file);
        }

        return file;
    }

    protected override int Read(byte[] file, long index)
    {
        try
        {
            using RgbImage image = decoder.Decode(ImageInput.FromBytes(file), index % 8 == 0 ? Watched : Plain);
            _ = image.Row(image.Height - 1)[^1];
            return 0;
        }
        catch (ImageDecodeException e) when (Names.Contains(e.Reason.ToString()))
        {
            return Array.IndexOf(Names, e.Reason.ToString());
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
