using System.Numerics;

namespace Vlm.Evaluation;

/// <summary>Numbers pairs of numbers in the order in which they are first seen: an n-gram is the pair of its beginning and its last word, so that equal numbers mean equal n-grams.</summary>
internal sealed class PairTable
{
    private const ulong Multiplier = 0x9E3779B97F4A7C15;
    private ulong[] _keys;
    private int[] _values;
    private int _shift;

    public PairTable(int expected)
    {
        int size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(64, expected));
        _keys = new ulong[size];
        _values = new int[size];
        _shift = 64 - BitOperations.Log2((uint)size);
    }

    public int Count { get; private set; }

    public int Add(int first, int second)
    {
        // 0 marks an empty place, so the key is one more.
        ulong key = (((ulong)(uint)first << 32) | (uint)second) + 1;
        ulong[] keys = _keys;
        int mask = keys.Length - 1;
        for (int at = (int)((key * Multiplier) >> _shift); ; at = (at + 1) & mask)
        {
            if (keys[at] == key)
            {
                return _values[at];
            }

            if (keys[at] == 0)
            {
                keys[at] = key;
                _values[at] = Count;
                if (++Count > keys.Length / 2)
                {
                    Grow();
                }

                return Count - 1;
            }
        }
    }

    private void Grow()
    {
        (ulong[] keys, int[] values) = (_keys, _values);
        _keys = new ulong[keys.Length * 2];
        _values = new int[keys.Length * 2];
        _shift--;
        int mask = _keys.Length - 1;
        for (int i = 0; i < keys.Length; i++)
        {
            if (keys[i] != 0)
            {
                int at = (int)((keys[i] * Multiplier) >> _shift);
                while (_keys[at] != 0)
                {
                    at = (at + 1) & mask;
                }

                _keys[at] = keys[i];
                _values[at] = values[i];
            }
        }
    }
}
