using System.Buffers.Binary;

namespace Vlm.Imaging.Jpeg;

/// <summary>
/// The marker segments of a JPEG up to its scan, where it is of the usual kind: baseline Huffman coding, 8 bits, gray or
/// luminance and colour difference, one scan. Everything else is left to the codec. Kept from picture to picture.
/// </summary>
internal sealed class JpegTables
{
    private const int Tables = 4;

    private readonly ushort[][] _quantisation = [new ushort[64], new ushort[64], new ushort[64], new ushort[64]];
    private readonly bool[] _quantised = new bool[Tables];
    private readonly HuffmanTable[] _dc = [new(), new(), new(), new()];
    private readonly HuffmanTable[] _ac = [new(), new(), new(), new()];
    private readonly byte[] _ids = new byte[3];
    private readonly int[] _quantisers = new int[3];
    private bool _isJfif;
    private bool _isAdobeYcc;
    private bool _isAdobe;

    public int Width { get; private set; }

    public int Height { get; private set; }

    /// <summary>1 or 3.</summary>
    public int Components { get; private set; }

    /// <summary>Luminance samples beside each other for one of colour: 1 or 2.</summary>
    public int AcrossChroma { get; private set; }

    /// <summary>Luminance samples above each other for one of colour: 1 or 2.</summary>
    public int DownChroma { get; private set; }

    /// <summary>Blocks between two restart markers, in units of the interleaved scan; 0 for none.</summary>
    public int RestartInterval { get; private set; }

    /// <summary>Where the coded data begin.</summary>
    public int ScanStart { get; private set; }

    public HuffmanTable[] Dc { get; } = new HuffmanTable[3];

    public HuffmanTable[] Ac { get; } = new HuffmanTable[3];

    /// <summary>64 divisors for each component, in zigzag order.</summary>
    public ushort[][] Quantisation { get; } = [[], [], []];

    /// <summary>Reads the segments; false where the codec has to decide.</summary>
    public bool TryRead(ReadOnlySpan<byte> file)
    {
        Reset();
        int at = 2;
        while (at + 4 <= file.Length && file[at] == 0xFF)
        {
            byte marker = file[at + 1];
            int length = BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]);
            if (marker is <= 0x01 or (>= 0xD0 and <= 0xD9) or 0xFF || length < 2 || length > file.Length - at - 2)
            {
                return false;
            }

            ReadOnlySpan<byte> body = file.Slice(at + 4, length - 2);
            at += length + 2;
            if (marker == 0xDA)
            {
                ScanStart = at;
                return TryReadScan(body);
            }

            if (!TryReadSegment(marker, body))
            {
                return false;
            }
        }

        return false;
    }

    private bool TryReadSegment(byte marker, ReadOnlySpan<byte> body)
    {
        switch (marker)
        {
            case 0xC0 or 0xC1:
                return TryReadFrame(body);
            case 0xC4:
                return TryReadHuffman(body);
            case 0xDB:
                return TryReadQuantisation(body);
            case 0xDD:
                RestartInterval = body.Length == 2 ? BinaryPrimitives.ReadUInt16BigEndian(body) : 0;
                return body.Length == 2;
            case 0xE0:
                _isJfif |= body.Length >= 14 && body.StartsWith("JFIF\0"u8);
                return true;
            case 0xEE when body.Length >= 12 && body.StartsWith("Adobe"u8):
                (_isAdobe, _isAdobeYcc) = (true, body[11] == 1);
                return true;
            default:
                return marker is (>= 0xE0 and <= 0xEF) or 0xFE;
        }
    }

    private bool TryReadFrame(ReadOnlySpan<byte> body)
    {
        if (Components != 0 || body.Length < 6 || body[0] != 8 || body[5] is not (1 or 3) || body.Length != 6 + (3 * body[5]))
        {
            return false;
        }

        (Height, Width, Components) = (BinaryPrimitives.ReadUInt16BigEndian(body[1..]), BinaryPrimitives.ReadUInt16BigEndian(body[3..]), body[5]);
        for (int i = 0; i < Components; i++)
        {
            ReadOnlySpan<byte> component = body.Slice(6 + (3 * i), 3);
            (_ids[i], _quantisers[i]) = (component[0], component[2]);
            if (component[2] >= Tables)
            {
                return false;
            }
        }

        (AcrossChroma, DownChroma) = Components == 1 ? (1, 1) : (body[7] >> 4, body[7] & 15);
        return Components == 1
            || (body[10] == 0x11 && body[13] == 0x11 && (AcrossChroma, DownChroma) is (1, 1) or (2, 1) or (2, 2));
    }

    private bool TryReadHuffman(ReadOnlySpan<byte> body)
    {
        while (body.Length > 17)
        {
            int kind = body[0];
            ReadOnlySpan<byte> counts = body.Slice(1, 16);
            int symbols = 0;
            foreach (byte count in counts)
            {
                symbols += count;
            }

            if (symbols > 256 || body.Length < 17 + symbols || (kind & 15) >= Tables || kind >> 4 > 1)
            {
                return false;
            }

            bool dc = kind >> 4 == 0;
            if (!(dc ? _dc : _ac)[kind & 15].TryBuild(counts, body.Slice(17, symbols), dc))
            {
                return false;
            }

            body = body[(17 + symbols)..];
        }

        return body.Length == 0;
    }

    private bool TryReadQuantisation(ReadOnlySpan<byte> body)
    {
        while (body.Length > 0)
        {
            (int bytes, int table) = (1 + (body[0] >> 4), body[0] & 15);
            if (bytes > 2 || table >= Tables || body.Length < 1 + (64 * bytes))
            {
                return false;
            }

            ushort[] divisors = _quantisation[table];
            for (int i = 0; i < 64; i++)
            {
                divisors[i] = bytes == 1 ? body[1 + i] : BinaryPrimitives.ReadUInt16BigEndian(body[(1 + (2 * i))..]);
            }

            _quantised[table] = true;
            body = body[(1 + (64 * bytes))..];
        }

        return true;
    }

    private bool TryReadScan(ReadOnlySpan<byte> body)
    {
        bool isWhole = Components > 0 && body.Length == 4 + (2 * Components) && body[0] == Components && body[^3..] is [0, 63, 0];
        bool isYcc = Components == 1 || _isJfif || (_isAdobe ? _isAdobeYcc : _ids is [1, 2, 3]);
        if (!isWhole || !isYcc)
        {
            return false;
        }

        for (int i = 0; i < Components; i++)
        {
            (byte id, int dc, int ac) = (body[1 + (2 * i)], body[2 + (2 * i)] >> 4, body[2 + (2 * i)] & 15);
            if (id != _ids[i] || dc >= Tables || ac >= Tables || !_dc[dc].IsDefined || !_ac[ac].IsDefined || !_quantised[_quantisers[i]])
            {
                return false;
            }

            (Dc[i], Ac[i], Quantisation[i]) = (_dc[dc], _ac[ac], _quantisation[_quantisers[i]]);
        }

        return true;
    }

    private void Reset()
    {
        (Components, RestartInterval, _isJfif, _isAdobe, _isAdobeYcc) = (0, 0, false, false, false);
        Array.Clear(_quantised);
        foreach (HuffmanTable table in _dc)
        {
            table.Clear();
        }

        foreach (HuffmanTable table in _ac)
        {
            table.Clear();
        }
    }
}
