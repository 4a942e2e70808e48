using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Vlm.Tokenization;

/// <summary>A short word and its tokens, 128 bytes: two cache lines.</summary>
internal struct WordEntry
{
    public const int MostUnits = 32;
    public const int MostTokens = 9;
    private const int PlaceBits = 6;

    /// <summary>0 while the entry is empty; written last, read first.</summary>
    public uint Hash;
    private byte _length;
    private byte _count;
    private TokenPlaces _places;
    private TokenNumbers _ids;
    private WordUnits _units;

    public readonly int Count => _count;

    public readonly ReadOnlySpan<int> Ids
    {
        [UnscopedRef]
        get => ((ReadOnlySpan<int>)_ids)[.._count];
    }

    public readonly bool Holds(ReadOnlySpan<char> word) => _length == word.Length && ((ReadOnlySpan<char>)_units)[.._length].SequenceEqual(word);

    /// <summary>Where a token begins in the word, and how many code units it covers.</summary>
    public readonly (int Start, int Length) Place(int token) => (_places[token] >> PlaceBits, _places[token] & ((1 << PlaceBits) - 1));

    /// <summary>Fills everything but <see cref="Hash"/>.</summary>
    public void Fill(ReadOnlySpan<char> word, ReadOnlySpan<WordToken> tokens)
    {
        _length = (byte)word.Length;
        _count = (byte)tokens.Length;
        word.CopyTo(_units);
        for (int i = 0; i < tokens.Length; i++)
        {
            _ids[i] = tokens[i].Id;
            _places[i] = (ushort)((tokens[i].Start << PlaceBits) | tokens[i].Length);
        }
    }

    [InlineArray(MostUnits)]
    private struct WordUnits
    {
        private char _first;
    }

    [InlineArray(MostTokens)]
    private struct TokenNumbers
    {
        private int _first;
    }

    [InlineArray(MostTokens)]
    private struct TokenPlaces
    {
        private ushort _first;
    }
}
