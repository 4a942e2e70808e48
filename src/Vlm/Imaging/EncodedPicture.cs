using System.Buffers;
using System.Diagnostics;
using Vlm.Imaging.Formats;

namespace Vlm.Imaging;

/// <summary>
/// An encoded picture that was read, whose header was understood and found within the limits, in the form in which a codec
/// gives all of its information: an icon's picture stands alone, 16-bit gray is dressed as gray with alpha. A structure, since
/// one is made for every picture.
/// </summary>
internal struct EncodedPicture : IDisposable
{
    private readonly IMemoryOwner<byte> _file;
    private readonly MemoryReservation _reservation;
    private PooledBytes? _rewritten;

    private EncodedPicture(IMemoryOwner<byte> file, MemoryReservation reservation, string name, ImageLimits limits)
    {
        (_file, _reservation, Name, Limits, Scale) = (file, reservation, name, limits, ReducedScale.Whole);
        Bytes = file.Memory;
    }

    public string Name { get; }

    public ImageLimits Limits { get; }

    public ImageHeader Header { get; private set; }

    public Memory<byte> Bytes { get; private set; }

    /// <summary>Whether the picture is an icon's bitmap, whose transparency lies beside its pixels.</summary>
    public bool IconMask { get; private set; }

    /// <summary>The time stamp at which decoding began; waiting for memory is over then.</summary>
    public long Started { get; private set; }

    /// <summary>By how much the picture is to be reduced.</summary>
    public ReducedScale Scale { get; private set; }

    /// <summary>Pixels in a row of the codec's picture, which is reduced alike on both sides.</summary>
    public readonly int CodecWidth => ReducedScale.Side((int)Header.Width, Scale.Codec);

    /// <summary>Rows of the codec's picture.</summary>
    public readonly int CodecHeight => ReducedScale.Side((int)Header.Height, Scale.Codec);

    /// <summary>Pixels in a row of what the decoder is to give.</summary>
    public readonly int Width => ReducedScale.Side((int)Header.Width, Scale.Across);

    /// <summary>Rows of what the decoder is to give.</summary>
    public readonly int Height => ReducedScale.Side((int)Header.Height, Scale.Down);

    /// <summary>Reads file and header, checks every limit and waits until there is memory for the pixels.</summary>
    public static EncodedPicture Open(
        ImageInput input, ImageDecodeOptions options, CancellationToken cancellationToken, int extraBytesPerPixel = 0, bool canReduce = false)
    {
        ImageLimits limits = options.Limits;
        long unread = input.UnreadLength;
        LimitChecks.CheckMemory(Math.Min(unread, limits.MaxEncodedBytes), limits, input.Name);
        MemoryReservation reservation = DecodeMemory.Shared.Enter(Math.Min(unread, limits.MaxEncodedBytes), limits.MaxTotalMemory, cancellationToken);
        EncodedPicture picture;
        try
        {
            picture = new EncodedPicture(input.ReadEncoded(limits.MaxEncodedBytes), reservation, input.Name, limits);
        }
        catch
        {
            reservation.Dispose();
            throw;
        }

        try
        {
            picture.ReadHeader();
            picture.Scale = canReduce ? ReducedScale.Of(picture.Header, options) : ReducedScale.Whole;
            long working = WorkingMemory.Of(picture.Header, picture.Bytes.Length, extraBytesPerPixel, picture.Scale);
            LimitChecks.CheckMemory(reservation.Bytes + working, limits, input.Name);
            DecodeMemory.Shared.Grow(reservation, working, limits.MaxTotalMemory, cancellationToken);
            picture.Started = Stopwatch.GetTimestamp();
            return picture;
        }
        catch
        {
            picture.Dispose();
            reservation.Dispose();
            throw;
        }
    }

    /// <summary>Memory for the pixels as red, green, blue, alpha; disposed with the picture that they become.</summary>
    public readonly PooledMemory RentPixels()
    {
        _reservation.TakePixels(Width * Height * 4);
        return _reservation;
    }

    /// <summary>What is left to do once the codec has written the pixels: Pillow's values, and the file's memory is given back.</summary>
    public readonly DecodedPixels Finish(PooledMemory rgba, bool alpha)
    {
        LimitChecks.CheckTime(Started, Limits, Name);
        if (Header.SampleBits == 16)
        {
            PngGray16.Clip(rgba.Span, Header.TransparentGray);
        }
        else if (Header.SampleBits < 8)
        {
            PillowSamples.WidenBits(rgba.Span, Header.SampleBits);
        }

        if (IconMask)
        {
            IconBitmap.ApplyMask(Bytes.Span, rgba.Span, Width, Height, Name);
        }
        else if (alpha && Header.EmptyPixel is { } empty)
        {
            PillowSamples.FillEmpty(rgba.Span, empty);
        }

        bool transparent = IconMask || Header.TransparentGray is not null
            || (alpha && Header.SampleBits <= 8 && Header.EmptyPixel is not >= PillowSamples.OpaqueBlack);
        return new DecodedPixels(rgba, Width, Height, transparent, Header);
    }

    /// <summary>Gives the file's memory back; that of the pixels remains reserved for whoever has them now.</summary>
    public readonly void Dispose()
    {
        _rewritten?.Dispose();
        _file.Dispose();
        _reservation.EndDecode();
    }

    private void ReadHeader()
    {
        ReadOnlySpan<byte> file = Bytes.Span;
        if (ImageSignature.Detect(file, Name) == ImageFormat.Ico)
        {
            ReadIcon();
        }
        else
        {
            Header = ImageSignature.ReadHeader(file, Name);
            LimitChecks.Check(Header, Limits, Name);
        }

        if (Header.SampleBits == 16)
        {
            PooledBytes copy = new(Bytes.Length);
            _rewritten = copy;
            PngGray16.CopyAsGrayAlpha(Bytes.Span, copy.Span);
            Bytes = copy.Memory;
        }
    }

    private void ReadIcon()
    {
        (int start, int length, int count) = IcoStructure.Select(Bytes.Span, Name);
        Bytes = Bytes.Slice(start, length);
        if (!Bytes.Span.StartsWith(PngStructure.Signature))
        {
            PooledBytes bmp = new(IconBitmap.BmpLength(length));
            _rewritten = bmp;
            IconBitmap.CopyAsBmp(Bytes.Span, bmp.Span, Name);
            Bytes = bmp.Memory;
            IconMask = true;
        }

        Header = ImageSignature.ReadHeader(Bytes.Span, Name) with { Frames = count };
        LimitChecks.Check(Header, Limits, Name);
    }
}
