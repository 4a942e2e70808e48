namespace Vlm.Evaluation;

/// <summary>
/// Captions ready to be scored: checked, and tokenised as the COCO metrics want it. Immutable; all metrics read it on any number of threads.
/// </summary>
public sealed class CaptionSet
{
    /// <summary>Texts with more characters than this are refused: they are no captions, and alignment grows with the square of the length.</summary>
    public const int MaxTextLength = 65_536;

    private readonly Lazy<CaptionCorpus> _corpus;

    private CaptionSet(IReadOnlyList<CaptionItem> items, IReadOnlyList<string> candidates, IReadOnlyList<IReadOnlyList<string>> references)
    {
        Items = items;
        Candidates = candidates;
        References = references;
        _corpus = new Lazy<CaptionCorpus>(() => new CaptionCorpus(Candidates, References));
    }

    /// <summary>The items as they were given.</summary>
    public IReadOnlyList<CaptionItem> Items { get; }

    /// <summary>The candidates' tokens without punctuation, one space between, in the order of the items.</summary>
    public IReadOnlyList<string> Candidates { get; }

    /// <summary>The references' tokens likewise.</summary>
    public IReadOnlyList<IReadOnlyList<string>> References { get; }

    /// <summary>The number of items.</summary>
    public int Count => Items.Count;

    internal CaptionCorpus Corpus => _corpus.Value;

    /// <summary>Checks and tokenises captions.</summary>
    /// <param name="items">The pictures; at least one.</param>
    /// <exception cref="EvaluationException">There are no items, an id occurs twice, an item has no reference, or a text is too long; the message and <see cref="EvaluationException.Id"/> name it.</exception>
    public static CaptionSet Create(IReadOnlyList<CaptionItem> items)
    {
        Check(items);
        IReadOnlyList<string> candidates = PtbTokenizer.Tokenize([.. items.Select(item => item.Candidate)]);
        IReadOnlyList<string> flat = PtbTokenizer.Tokenize([.. items.SelectMany(item => item.References)]);
        IReadOnlyList<string>[] references = new IReadOnlyList<string>[items.Count];
        int at = 0;
        for (int i = 0; i < references.Length; i++)
        {
            string[] own = new string[items[i].References.Count];
            for (int r = 0; r < own.Length; r++)
            {
                own[r] = flat[at++];
            }

            references[i] = own;
        }

        return new CaptionSet(items, candidates, references);
    }

    /// <summary>Takes captions that are tokenised already: words with one space between. Nothing is changed in them.</summary>
    /// <param name="items">The pictures; at least one.</param>
    /// <exception cref="EvaluationException">As of <see cref="Create"/>.</exception>
    public static CaptionSet FromTokens(IReadOnlyList<CaptionItem> items)
    {
        Check(items);
        return new CaptionSet(items, [.. items.Select(item => item.Candidate)], [.. items.Select(item => item.References)]);
    }

    /// <summary>What a reader of the scores should know about the texts: candidates and references without a word.</summary>
    public IEnumerable<MetricWarning> Warnings()
    {
        for (int i = 0; i < Count; i++)
        {
            if (Candidates[i].Length == 0)
            {
                yield return Note(i, Items[i].Candidate.Length == 0 ? "the candidate is empty" : "nothing of the candidate is left after the tokenizer");
            }

            int empty = References[i].Count(reference => reference.Length == 0);
            if (empty > 0)
            {
                yield return Note(i, $"{empty} of {References[i].Count} references hold no word");
            }
        }
    }

    /// <summary>The same items in the order of another set.</summary>
    /// <exception cref="EvaluationException">The sets are of other pictures; names one that only one of them has.</exception>
    internal CaptionSet InOrderOf(CaptionSet other)
    {
        Dictionary<string, int> places = new(Count, StringComparer.Ordinal);
        for (int i = 0; i < Count; i++)
        {
            places.Add(Items[i].Id, i);
        }

        int[] order = [.. other.Items.Select(item => places.Remove(item.Id, out int place) ? place : throw Elsewhere(item.Id))];
        return places.Count == 0
            ? new CaptionSet([.. order.Select(i => Items[i])], [.. order.Select(i => Candidates[i])], [.. order.Select(i => References[i])])
            : throw Elsewhere(places.Keys.First());

        static EvaluationException Elsewhere(string id) => new($"'{id}' is in one of the two sets of captions only; compare captions of the same pictures.", id);
    }

    private static void Check(IReadOnlyList<CaptionItem> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        if (items.Count == 0)
        {
            throw new EvaluationException("There are no captions to score; give at least one candidate with its references.");
        }

        HashSet<string> ids = new(items.Count, StringComparer.Ordinal);
        foreach (CaptionItem item in items)
        {
            if (!ids.Add(item.Id))
            {
                throw new EvaluationException($"The id '{item.Id}' occurs twice; every picture has one candidate and one list of references.", item.Id);
            }

            if (item.References.Count == 0)
            {
                throw new EvaluationException($"'{item.Id}' has no reference; every candidate needs at least one caption to be compared with.", item.Id);
            }

            foreach (string text in item.References.Prepend(item.Candidate))
            {
                if (text is null || text.Length > MaxTextLength)
                {
                    throw new EvaluationException($"'{item.Id}' has a text {(text is null ? "that is null" : $"of {text.Length} characters")}; a caption has at most {MaxTextLength}.", item.Id);
                }
            }
        }
    }

    private MetricWarning Note(int i, string message) => new() { Kind = MetricWarningKind.Input, Metric = "", Id = Items[i].Id, Message = message };
}
