using System.Numerics;
using System.Runtime.CompilerServices;

namespace Vlm.Tokenization;

/// <summary>
/// The merges of a BPE model: which token two neighbours make, and how early. A hash table with open addressing, filled
/// once and then read by many threads.
/// </summary>
internal sealed class MergeTable
{
    /// <summary>The rank of a pair that never merges.</summary>
    public const int Never = int.MaxValue;
    private readonly Slot[] _slots;
    private readonly int _shift;

    /// <param name="expected">At most so many merges will be set.</param>
    public MergeTable(int expected)
    {
        int bits = Math.Max(4, BitOperations.Log2(BitOperations.RoundUpToPowerOf2((uint)expected * 2)));
        _slots = new Slot[1 << bits];
        _shift = 64 - bits;
    }

    public int Count { get; private set; }

    /// <summary>Adds a merge, or replaces it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Set(int left, int right, int rank, int id)
    {
        ulong pair = Pair(left, right);
        int at = SlotOf(pair);
        while (_slots[at].IdAfter != 0 && _slots[at].Pair != pair)
        {
            at = (at + 1) & (_slots.Length - 1);
        }

        Count += _slots[at].IdAfter == 0 ? 1 : 0;
        _slots[at] = new Slot(pair, rank, id + 1);
    }

    /// <summary>The rank of a pair, <see cref="Never"/> where it has none, and the token that it makes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int RankOf(int left, int right, out int id)
    {
        ulong pair = Pair(left, right);
        for (int at = SlotOf(pair); _slots[at].IdAfter != 0; at = (at + 1) & (_slots.Length - 1))
        {
            if (_slots[at].Pair == pair)
            {
                id = _slots[at].IdAfter - 1;
                return _slots[at].Rank;
            }
        }

        id = -1;
        return Never;
    }

    private static ulong Pair(int left, int right) => ((ulong)(uint)left << 32) | (uint)right;

    // Multiplication by 2^64 / golden ratio spreads neighbouring ids over the table; the highest bits are the best.
    private int SlotOf(ulong pair) => (int)((pair * 0x9E3779B97F4A7C15) >> _shift);

    /// <summary>A merge; <c>IdAfter</c> is one more than the id, so that 0 marks an empty slot.</summary>
    private readonly record struct Slot(ulong Pair, int Rank, int IdAfter);
}
