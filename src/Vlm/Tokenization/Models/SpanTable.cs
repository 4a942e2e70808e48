using System.Runtime.CompilerServices;

namespace Vlm.Tokenization;

/// <summary>
/// A hash table from text to number with open addressing, filled once and then read by many threads. Its hash grows
/// with the text, character by character, so that all prefixes of a word are looked up with one pass over it.
/// </summary>
internal sealed class SpanTable
{
    public const uint HashSeed = 2166136261;
    private readonly uint[] _hashes;
    private readonly string?[] _keys;
    private readonly int[] _values;
    private readonly int _mask;

    public SpanTable(int expected)
    {
        int size = (int)Math.Max(16, System.Numerics.BitOperations.RoundUpToPowerOf2((uint)expected * 2));
        _hashes = new uint[size];
        _keys = new string?[size];
        _values = new int[size];
        _mask = size - 1;
    }

    public int Count { get; private set; }

    public int LongestKey { get; private set; }

    /// <summary>The hash of a text that is one character longer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Extend(uint hash, char next) => (hash ^ next) * 16777619;

    public static uint Hash(ReadOnlySpan<char> text)
    {
        uint hash = HashSeed;
        foreach (char unit in text)
        {
            hash = Extend(hash, unit);
        }

        return hash;
    }

    /// <summary>Adds a key, or gives it another value. At most as many keys as the constructor was told.</summary>
    public void Set(string key, int value)
    {
        uint hash = Hash(key);
        int slot = SlotOf(hash);
        for (; _keys[slot] is { } other; slot = (slot + 1) & _mask)
        {
            if (_hashes[slot] == hash && other == key)
            {
                _values[slot] = value;
                return;
            }
        }

        _hashes[slot] = hash;
        _keys[slot] = key;
        _values[slot] = value;
        Count++;
        LongestKey = Math.Max(LongestKey, key.Length);
    }

    public bool TryGet(ReadOnlySpan<char> key, out int value) => TryGet(key, Hash(key), out value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryGet(ReadOnlySpan<char> key, uint hash, out int value)
    {
        for (int slot = SlotOf(hash); _keys[slot] is { } found; slot = (slot + 1) & _mask)
        {
            if (_hashes[slot] == hash && key.SequenceEqual(found))
            {
                value = _values[slot];
                return true;
            }
        }

        value = -1;
        return false;
    }

    // The low bits of this hash are its weakest; the high ones are mixed into them.
    private int SlotOf(uint hash) => (int)(hash ^ (hash >> 15)) & _mask;
}
