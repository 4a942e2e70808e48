using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Vlm.Tokenization;

/// <summary>A precompiled_charsmap: a double-array trie (Darts) over UTF-8 whose values point to NUL-terminated replacements.</summary>
internal sealed class CharacterMap
{
    private readonly uint[] _units;
    private readonly byte[] _text;

    private CharacterMap(uint[] units, byte[] text)
    {
        _units = units;
        _text = text;
    }

    public static CharacterMap Read(JsonPart part)
    {
        byte[] blob;
        try
        {
            blob = Convert.FromBase64String(part.Text());
        }
        catch (FormatException)
        {
            throw part.Unexpected("base64");
        }

        int size = blob.Length < 4 ? -1 : BinaryPrimitives.ReadInt32LittleEndian(blob);
        return size > 0 && size % 4 == 0 && size <= blob.Length - 4
            ? new CharacterMap(MemoryMarshal.Cast<byte, uint>(blob.AsSpan(4, size)).ToArray(), blob[(4 + size)..])
            : throw part.Wrong($"the table of {blob.Length} bytes does not hold the trie of {size} bytes that it begins with. Fetch the file again.");
    }

    /// <summary>The replacement, in UTF-8, of the shortest key that the bytes begin with; false where there is none.</summary>
    public bool TryFind(scoped ReadOnlySpan<byte> utf8, out ReadOnlySpan<byte> replacement)
    {
        replacement = default;
        uint position = Offset(_units[0]);
        foreach (byte value in utf8)
        {
            position ^= value;
            if (value == 0 || position >= _units.Length || (_units[position] & 0x8000_00FF) != value)
            {
                return false;
            }

            uint unit = _units[position];
            position ^= Offset(unit);
            if (position >= _units.Length)
            {
                return false;
            }

            if (((unit >> 8) & 1) != 0)
            {
                return TryTextAt(_units[position] & 0x7FFF_FFFF, out replacement);
            }
        }

        return false;
    }

    private static uint Offset(uint unit) => (unit >> 10) << (int)((unit & 512) >> 6);

    private bool TryTextAt(uint start, out ReadOnlySpan<byte> text)
    {
        text = default;
        if (start >= _text.Length)
        {
            return false;
        }

        ReadOnlySpan<byte> rest = _text.AsSpan((int)start);
        int end = rest.IndexOf((byte)0);
        text = end < 0 ? rest : rest[..end];
        return true;
    }
}
