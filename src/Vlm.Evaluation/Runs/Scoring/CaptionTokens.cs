namespace Vlm.Evaluation;

/// <summary>People's captions, tokenised once for all the ways in which they are compared.</summary>
internal sealed class CaptionTokens
{
    private readonly string[] _ids;
    private readonly IReadOnlyList<IReadOnlyList<string>> _references;

    private CaptionTokens(string[] ids, CaptionSet set)
    {
        _ids = ids;
        _references = set.References;
        Set = set;
    }

    /// <summary>The model's captions against all references.</summary>
    public CaptionSet Set { get; }

    /// <summary>How many captions every picture has at least.</summary>
    public int People => _references.Min(own => own.Count);

    public static CaptionTokens Of(IReadOnlyList<DataSetItem> items, IReadOnlyList<string> captions) =>
        new([.. items.Select(item => item.Id)], CaptionSet.Create([.. items.Select((item, i) => new CaptionItem { Id = item.Id, Candidate = captions[i], References = item.Captions })]));

    /// <summary>Other captions, as they were written, against all references.</summary>
    public CaptionSet With(IReadOnlyList<string> captions) => Tokenized(PtbTokenizer.Tokenize(captions), i => _references[i]);

    /// <summary>The model's captions without one person's among the references.</summary>
    public CaptionSet Without(int person) => Tokenized(Set.Candidates, i => Others(i, person));

    /// <summary>One person's captions against the others'.</summary>
    public CaptionSet PersonAgainstOthers(int person) => Tokenized([.. _references.Select(own => own[person])], i => Others(i, person));

    private IReadOnlyList<string> Others(int item, int person) => [.. _references[item].Where((_, k) => k != person)];

    private CaptionSet Tokenized(IReadOnlyList<string> candidates, Func<int, IReadOnlyList<string>> references) =>
        CaptionSet.FromTokens([.. _ids.Select((id, i) => new CaptionItem { Id = id, Candidate = candidates[i], References = references(i) })]);
}
