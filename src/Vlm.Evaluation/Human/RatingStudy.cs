namespace Vlm.Evaluation;

/// <summary>What people are asked to rate. Immutable; thread-safe.</summary>
public sealed class RatingStudy
{
    private static readonly string[] TextCriteria = ["fluency", "coherence", "relevance"];
    private static readonly string[] PictureCriteria = ["relevance", "realism", "creativity"];

    /// <summary>The page's heading.</summary>
    public string Title { get; init; } = "Rating";

    /// <summary>What raters read before they begin; null for a text that fits the mode.</summary>
    public string? Instructions { get; init; }

    /// <summary>Grades or a choice of two.</summary>
    public RatingMode Mode { get; init; }

    /// <summary>What is graded; null for fluency, coherence and relevance of texts, or relevance, realism and creativity of pictures.</summary>
    public IReadOnlyList<string>? Criteria { get; init; }

    /// <summary>The best grade; the worst is 1. From 2 to 9, so that every grade is one key.</summary>
    public int Scale { get; init; } = 5;

    /// <summary>What is rated; at least one item.</summary>
    public required IReadOnlyList<RatedItem> Items { get; init; }

    /// <summary>The criteria in force: none for a choice.</summary>
    public IReadOnlyList<string> CriteriaInForce => Mode == RatingMode.Choice ? []
        : Criteria ?? (Items.Any(item => item.Candidates.Any(candidate => candidate.Picture is not null)) ? PictureCriteria : TextCriteria);

    /// <summary>The systems' names, each once, in the order in which they first appear.</summary>
    public IReadOnlyList<string> Systems => [.. Items.SelectMany(item => item.Candidates).Select(candidate => candidate.System).Distinct()];

    internal void Check()
    {
        if (Scale is < 2 or > 9)
        {
            throw new EvaluationException($"The scale ends at {Scale}; it ends between 2 and 9, so that every grade is one key.");
        }

        if (Items.Count == 0)
        {
            throw new EvaluationException("The study has no items; give at least one.");
        }

        if (CriteriaInForce.Count != CriteriaInForce.Distinct().Count() || (Mode == RatingMode.Grades && CriteriaInForce.Count == 0))
        {
            throw new EvaluationException("The criteria are empty or name one twice; give each once.");
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (RatedItem item in Items)
        {
            CheckItem(item, seen.Add(item.Id));
        }
    }

    private void CheckItem(RatedItem item, bool isNew)
    {
        int needed = Mode == RatingMode.Choice ? 2 : 1;
        string? wrong = !isNew ? "stands in the study twice; every id is there once"
            : item.Candidates.Count < needed ? $"has {item.Candidates.Count} candidates; it needs at least {needed}"
            : item.Candidates.Select(candidate => candidate.System).Distinct().Count() != item.Candidates.Count ? "has two candidates of one system"
            : item.Candidates.FirstOrDefault(candidate => (candidate.Text is null) == (candidate.Picture is null)) is { } odd
                ? $"has a candidate of {odd.System} that is not exactly one of a text and a picture"
            : null;
        if (wrong is not null)
        {
            throw new EvaluationException($"Item {item.Id} {wrong}.", item.Id);
        }
    }
}
