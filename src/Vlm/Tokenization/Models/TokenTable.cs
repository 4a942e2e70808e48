using System.Numerics;
using System.Runtime.CompilerServices;

namespace Vlm.Tokenization;

/// <summary>
/// A hash table from text to number with open addressing, filled once and then read by many threads. The keys stand in
/// one pool of characters. The hash grows with the text, character by character, so that all prefixes of a word are
/// looked up with one pass over it.
/// </summary>
internal sealed class TokenTable
{
    /// <summary>Another one in every process, so that no file can be made whose tokens all meet in one slot.</summary>
    public static readonly uint HashSeed = (uint)Random.Shared.NextInt64();
    private readonly char[] _pool;
    private readonly Slot[] _slots;
    private readonly int _mask;

    /// <param name="pool">What the keys are parts of.</param>
    /// <param name="expected">At most so many keys will be set.</param>
    public TokenTable(char[] pool, int expected)
    {
        _pool = pool;
        _slots = new Slot[(int)Math.Max(16, BitOperations.RoundUpToPowerOf2((uint)expected * 2))];
        _mask = _slots.Length - 1;
    }

    public int Count { get; private set; }

    public int LongestKey { get; private set; }

    /// <summary>The hash of a text that is one character longer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Extend(uint hash, char next) => (hash ^ next) * 16777619;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Hash(ReadOnlySpan<char> text)
    {
        uint hash = HashSeed;
        foreach (char unit in text)
        {
            hash = Extend(hash, unit);
        }

        return hash;
    }

    /// <summary>Adds a key, given as a part of the pool, or gives it another value.</summary>
    /// <remarks>Optimized at once: loading calls it for every token before the runtime would have noticed that it is worth it.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Set(int start, int length, int value)
    {
        ReadOnlySpan<char> key = _pool.AsSpan(start, length);
        uint hash = Hash(key);
        int at = SlotOf(hash);
        while (_slots[at].End != 0 && !Holds(_slots[at], hash, key))
        {
            at = (at + 1) & _mask;
        }

        Count += _slots[at].End == 0 ? 1 : 0;
        LongestKey = Math.Max(LongestKey, length);
        _slots[at] = new Slot(hash, start, start + length + 1, value);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryGet(ReadOnlySpan<char> key, out int value) => TryGet(key, Hash(key), out value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryGet(ReadOnlySpan<char> key, uint hash, out int value)
    {
        for (int at = SlotOf(hash); _slots[at].End != 0; at = (at + 1) & _mask)
        {
            if (Holds(_slots[at], hash, key))
            {
                value = _slots[at].Value;
                return true;
            }
        }

        value = -1;
        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Holds(in Slot slot, uint hash, ReadOnlySpan<char> key) =>
        slot.Hash == hash && slot.End - 1 - slot.Start == key.Length && key.SequenceEqual(_pool.AsSpan(slot.Start, key.Length));

    // The low bits of this hash are its weakest; the high ones are mixed into them.
    private int SlotOf(uint hash) => (int)(hash ^ (hash >> 15)) & _mask;

    /// <summary>A key and its value; <c>End</c> is one more than the key's end, so that 0 marks an empty slot.</summary>
    private readonly record struct Slot(uint Hash, int Start, int End, int Value);
}
