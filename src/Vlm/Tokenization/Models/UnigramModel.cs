using System.Buffers;

namespace Vlm.Tokenization;

/// <summary>Unigram: of all ways to cover a piece with tokens, the one with the greatest sum of scores (Viterbi).</summary>
internal sealed class UnigramModel : TokenModel
{
    // How much worse than the worst token an unknown character scores.
    private const double UnknownPenalty = 10;
    private const int MostUncounted = 1 << 16;
    [ThreadStatic]
    private static List<int>? _bytesOfThread;
    private readonly TextTrie _trie = new();
    private readonly double[] _scores;
    private readonly int _unknownId;
    private readonly double _unknownScore;
    private readonly ByteTokens? _bytes;

    public UnigramModel(Vocabulary vocabulary, double[] scores, int unknownId, bool byteFallback)
        : base(vocabulary)
    {
        _scores = scores;
        _unknownId = unknownId;
        _unknownScore = scores.Min() - UnknownPenalty;
        _bytes = byteFallback ? new ByteTokens(vocabulary) : null;
        for (int id = 0; id < scores.Length; id++)
        {
            if (vocabulary.SpanOf(id) is { Length: > 0 } token)
            {
                _trie.Add(token, id);
            }
        }
    }

    public override void Tokenize(ReadOnlySpan<char> piece, TokenSink tokens)
    {
        Node[] nodes = ArrayPool<Node>.Shared.Rent(piece.Length + 1);
        Span<Node> best = nodes.AsSpan(0, piece.Length + 1);
        best.Fill(new Node(0, -1, -1, -1));
        FindBestPaths(piece, best);
        WalkBack(best);
        for (int start = 0; start < piece.Length;)
        {
            int end = best[start].Next, id = best[end].Id;

            // Neighbouring unknown characters are one token.
            while (id == _unknownId && end < piece.Length && best[best[end].Next].Id == _unknownId)
            {
                end = best[end].Next;
            }

            Emit(piece[start..end], start, id, tokens);
            start = end;
        }

        ArrayPool<Node>.Shared.Return(nodes);
    }

    private void FindBestPaths(ReadOnlySpan<char> piece, Span<Node> best)
    {
        int spent = 0;
        for (int start = 0; start < piece.Length;)
        {
            int units = char.IsHighSurrogate(piece[start]) && start + 1 < piece.Length ? 2 : 1;
            double score = best[start].Score;
            bool single = false;
            int trieNode = 0;
            int end = start;
            for (; end < piece.Length && _trie.TryStep(ref trieNode, piece[end], out int id); end++)
            {
                if (id >= 0)
                {
                    Offer(ref best[end + 1], score + _scores[id], start, id);
                    single |= end + 1 - start == units;
                }
            }

            if (!single)
            {
                Offer(ref best[start + units], score + _unknownScore, start, _unknownId);
            }

            // Tokens that are as long as the text make the work grow with its square.
            spent += end - start;
            if (spent > MostUncounted)
            {
                Effort.Spend(Effort.TrieStep * (long)spent);
                spent = 0;
            }

            start += units;
        }

        Effort.Spend(Effort.TrieStep * (long)spent);
    }

    private static void Offer(ref Node node, double score, int start, int id)
    {
        if (node.Start < 0 || score > node.Score)
        {
            node = new Node(score, start, id, -1);
        }
    }

    /// <summary>Turns the path round: each node on it learns where the next one ends.</summary>
    private static void WalkBack(Span<Node> best)
    {
        for (int end = best.Length - 1; end > 0;)
        {
            int start = best[end].Start;
            best[start] = best[start] with { Next = end };
            end = start;
        }
    }

    private void Emit(ReadOnlySpan<char> text, int start, int id, TokenSink tokens)
    {
        // The text of fused unknowns may be a token as a whole.
        if (id != _unknownId || Vocabulary.TryGetId(text, out id))
        {
            tokens.Add(id, start, text.Length);
            return;
        }

        List<int> bytes = _bytesOfThread ??= [];
        if (_bytes is not null && _bytes.TryEncode(text, bytes))
        {
            foreach (int value in bytes)
            {
                tokens.Add(value, start, text.Length);
            }

            return;
        }

        tokens.Add(_unknownId, start, text.Length);
    }

    private readonly record struct Node(double Score, int Start, int Id, int Next);
}
