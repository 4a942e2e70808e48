namespace Vlm.Evaluation;

/// <summary>
/// All texts of a caption set as numbers. Text 0 to n - 1 are the candidates, then come the references item by item. BLEU and CIDEr
/// split at any white space, ROUGE-L at the space alone: a token may hold a no-break space (3 1/2), and the three see different words.
/// </summary>
internal sealed class CaptionCorpus
{
    /// <summary>The longest n-grams that are counted.</summary>
    public const int MaxOrder = 4;

    private readonly int[] _words;
    private readonly int[] _wordStarts;
    private readonly int[] _referenceStarts;
    private readonly Dictionary<int, int[]> _otherwiseSplit = [];

    public CaptionCorpus(IReadOnlyList<string> candidates, IReadOnlyList<IReadOnlyList<string>> references)
    {
        Count = candidates.Count;
        _referenceStarts = new int[Count + 1];
        _referenceStarts[0] = Count;
        for (int i = 0; i < Count; i++)
        {
            _referenceStarts[i + 1] = _referenceStarts[i] + references[i].Count;
        }

        WordTable table = new();
        _wordStarts = new int[_referenceStarts[Count] + 1];
        List<int> words = new(_wordStarts.Length * 12);
        int text = 0;
        foreach (string tokens in candidates.Concat(references.SelectMany(own => own)))
        {
            bool regular = table.Split(tokens, words);
            _wordStarts[++text] = words.Count;
            if (!regular)
            {
                _otherwiseSplit[text - 1] = table.SplitAtSpaces(tokens);
            }
        }

        _words = [.. words];
        Grams = GramCounts.Count(_words, _wordStarts, MaxOrder, table.Count);
    }

    /// <summary>The number of items.</summary>
    public int Count { get; }

    /// <summary>The counted n-grams of lengths 1 to 4.</summary>
    public GramCounts[] Grams { get; }

    /// <summary>The texts that are references of an item.</summary>
    public Range References(int item) => _referenceStarts[item].._referenceStarts[item + 1];

    /// <summary>How many words a text has, split at any white space.</summary>
    public int Length(int text) => _wordStarts[text + 1] - _wordStarts[text];

    /// <summary>A text's tokens, split at spaces alone; the empty text is one empty token.</summary>
    public ReadOnlySpan<int> Tokens(int text) => _otherwiseSplit.TryGetValue(text, out int[]? tokens) ? tokens : _words.AsSpan(_wordStarts[text].._wordStarts[text + 1]);
}
