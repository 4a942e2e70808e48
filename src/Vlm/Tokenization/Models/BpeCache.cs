using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Vlm.Tokenization;

/// <summary>The symbols of pieces that were met before. It takes short ones until it is full and then stays as it is; thread-safe.</summary>
internal sealed class BpeCache
{
    private const int Capacity = 1 << 14;
    private const int LongestPiece = 32;
    private readonly ConcurrentDictionary<string, BpeWord.Symbol[]> _words = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, BpeWord.Symbol[]>.AlternateLookup<ReadOnlySpan<char>> _bySpan;
    private int _count;

    public BpeCache() => _bySpan = _words.GetAlternateLookup<ReadOnlySpan<char>>();

    public bool TryGet(ReadOnlySpan<char> piece, [MaybeNullWhen(false)] out BpeWord.Symbol[] symbols)
    {
        symbols = null;
        return piece.Length <= LongestPiece && _bySpan.TryGetValue(piece, out symbols);
    }

    public void Offer(ReadOnlySpan<char> piece, BpeWord word)
    {
        if (piece.Length <= LongestPiece && Volatile.Read(ref _count) < Capacity && _bySpan.TryAdd(piece, word.ToArray()))
        {
            Interlocked.Increment(ref _count);
        }
    }
}
