using System.Runtime.Intrinsics.X86;
using Vlm.Imaging.Formats;

namespace Vlm.Imaging.Jpeg;

/// <summary>
/// Decodes the usual kind of JPEG in half the time of the codec, which was built without libjpeg's vector code: the same pixels,
/// whole or at a reduced scale. Whatever is unusual or damaged it leaves to the codec, which then decides what is wrong.
/// </summary>
internal sealed unsafe class BaselineJpeg
{
    private const int LeastWidth = YccRow.Pixels;

    // One for each thread that decodes at the same time; more are made and forgotten.
    private static readonly BaselineJpeg?[] Spares = new BaselineJpeg?[Math.Min(16, Environment.ProcessorCount)];

    private readonly JpegTables _tables = new();
    private readonly JpegComponent[] _components = new JpegComponent[3];
    private byte[] _memory = [];

    /// <summary>Writes red, green, blue, alpha; false, with undefined pixels, where the codec has to decode.</summary>
    /// <exception cref="ImageDecodeException">It takes longer than the limits allow.</exception>
    public static bool TryDecode(in EncodedPicture picture, Span<byte> rgba, CancellationToken cancellationToken)
    {
        if (!Avx2.IsSupported || picture.Header is not { Format: ImageFormat.Jpeg, Passes: false } || picture.Width < LeastWidth)
        {
            return false;
        }

        BaselineJpeg decoder = TakeSpare() ?? new BaselineJpeg();
        bool done = decoder.TryRead(picture, rgba, cancellationToken);
        int slot = Array.IndexOf(Spares, null);
        if (slot >= 0)
        {
            Volatile.Write(ref Spares[slot], decoder);
        }

        return done;
    }

    private static BaselineJpeg? TakeSpare()
    {
        for (int i = 0; i < Spares.Length; i++)
        {
            if (Interlocked.Exchange(ref Spares[i], null) is { } spare)
            {
                return spare;
            }
        }

        return null;
    }

    private bool TryRead(in EncodedPicture picture, Span<byte> rgba, CancellationToken cancellationToken)
    {
        ReadOnlySpan<byte> file = picture.Bytes.Span;
        if (!_tables.TryRead(file) || _tables.Width != picture.Header.Width || _tables.Height != picture.Header.Height)
        {
            return false;
        }

        StripWriter writer = Shape(picture.Width, picture.Height, 8 / picture.Scale.Across, 8 / picture.Scale.Down);
        using RentedBytes segment = new(file.Length - _tables.ScanStart + EntropySegment.Padding);
        fixed (byte* memory = Memory(writer))
        fixed (byte* target = rgba)
        fixed (ushort* first = _tables.Quantisation[0], second = _tables.Quantisation[1], third = _tables.Quantisation[2])
        {
            Place(memory, ref writer);
            _components[0].Divisors = first;
            _components[1].Divisors = second;
            _components[2].Divisors = third;
            return TryReadScan(picture, segment.Span, writer, target, cancellationToken);
        }
    }

    private StripWriter Shape(int width, int height, int wide, int high)
    {
        (int across, int down) = (_tables.AcrossChroma, _tables.DownChroma);
        _components[0].Use(_tables.Dc[0], _tables.Ac[0], across, down, UnitsAcross, wide, high);
        (int chromaWide, int chromaHigh) = Chroma(wide, high);
        for (int i = 1; i < _tables.Components; i++)
        {
            _components[i].Use(_tables.Dc[i], _tables.Ac[i], 1, 1, UnitsAcross, chromaWide, chromaHigh);
        }

        return new StripWriter(width, height, _tables.Components == 1, chromaWide < wide * across, chromaHigh < high * down);
    }

    // Colour needs not be spread where its blocks can be reduced less. At a quarter that would cost as much as all the rest.
    private (int Wide, int High) Chroma(int wide, int high)
    {
        (int across, int down) = (_tables.AcrossChroma, _tables.DownChroma);
        if (wide != high)
        {
            return (Math.Min(2, wide * across), Math.Min(2, high * down));
        }

        return wide is 4 or 1 && (across, down) is (2, 2) ? (wide * 2, high * 2) : (wide, high);
    }

    private int UnitsAcross => (_tables.Width + (8 * _tables.AcrossChroma) - 1) / (8 * _tables.AcrossChroma);

    private int UnitsDown => (_tables.Height + (8 * _tables.DownChroma) - 1) / (8 * _tables.DownChroma);

    private byte[] Memory(in StripWriter writer)
    {
        int needed = writer.Bytes;
        foreach (ref JpegComponent component in Components)
        {
            needed += component.Plane.Bytes;
        }

        if (_memory.Length < needed)
        {
            _memory = GC.AllocateUninitializedArray<byte>(needed);
        }

        return _memory;
    }

    private void Place(byte* memory, ref StripWriter writer)
    {
        foreach (ref JpegComponent component in Components)
        {
            memory = component.Plane.Place(memory);
        }

        writer.Place(memory);
    }

    private bool TryReadScan(in EncodedPicture picture, Span<byte> segment, in StripWriter writer, byte* target, CancellationToken cancellationToken)
    {
        ReadOnlySpan<byte> file = picture.Bytes.Span;
        int at = _tables.ScanStart;
        int* block = stackalloc int[64];
        fixed (byte* data = segment)
        {
            BlockReader reader = Begin(file, ref at, segment, data);
            int left = _tables.RestartInterval;
            int restarts = 0;
            (int across, int down) = (UnitsAcross, UnitsDown);
            for (int strip = 0; strip < down; strip++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                LimitChecks.CheckTime(picture.Started, picture.Limits, picture.Name);
                for (int unit = 0; unit < across; unit++, left--)
                {
                    if (left == 0 && _tables.RestartInterval > 0)
                    {
                        if (!EntropySegment.TryPassRestart(file, ref at, restarts++ & 7))
                        {
                            return false;
                        }

                        left = _tables.RestartInterval;
                        reader = Begin(file, ref at, segment, data);
                    }

                    foreach (ref JpegComponent component in Components)
                    {
                        if (!component.TryRead(ref reader, unit, block))
                        {
                            return false;
                        }
                    }
                }

                writer.Write(_components[0].Plane, _components[1].Plane, _components[2].Plane, strip, target);
                foreach (ref JpegComponent component in Components)
                {
                    component.Plane.KeepLast();
                }
            }
        }

        // Without a marker behind its last bits the file was cut, and they may not be its own.
        return at + 1 < file.Length;
    }

    private Span<JpegComponent> Components => _components.AsSpan(0, _tables.Components);

    private BlockReader Begin(ReadOnlySpan<byte> file, ref int at, Span<byte> segment, byte* data)
    {
        foreach (ref JpegComponent component in Components)
        {
            component.Prediction = 0;
        }

        return new BlockReader(data, EntropySegment.Copy(file, ref at, segment));
    }
}
