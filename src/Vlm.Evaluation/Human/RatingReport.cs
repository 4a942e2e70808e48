namespace Vlm.Evaluation;

/// <summary>What a study found: grades or strengths of the systems, how far the raters agree, and how well metrics agree with them. Immutable.</summary>
public sealed class RatingReport
{
    /// <summary>Grades or a choice of two.</summary>
    public required RatingMode Mode { get; init; }

    /// <summary>Who rated, and how much.</summary>
    public required IReadOnlyList<RaterSummary> Raters { get; init; }

    /// <summary>One report a criterion; empty for choices.</summary>
    public required IReadOnlyList<CriterionReport> Criteria { get; init; }

    /// <summary>The report on choices; null for grades.</summary>
    public ChoiceReport? Choices { get; init; }

    /// <summary>What to know before a figure is quoted.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>Works out the report.</summary>
    /// <param name="key">The key to the page.</param>
    /// <param name="raters">The raters' answers.</param>
    /// <param name="metrics">Automatic metrics to hold against the people; null for none.</param>
    /// <param name="options">How intervals are drawn; null for the defaults.</param>
    /// <param name="cancellationToken">Stops the work between resamples.</param>
    /// <returns>The report; the same input and options give the same bits.</returns>
    /// <exception cref="EvaluationException">There are no raters, or none answered anything.</exception>
    public static RatingReport Create(
        RatingKey key,
        IReadOnlyList<RaterAnswers> raters,
        IReadOnlyList<MetricScores>? metrics = null,
        ResamplingOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(raters);
        if (raters.Sum(rater => rater.Answers.Count) == 0)
        {
            throw new EvaluationException("There are no answers; give the files that the raters saved from the page.");
        }

        var resampling = new Resampling(options, cancellationToken);
        int asked = key.Tasks.Count * Math.Max(key.Criteria.Count, 1);
        return new RatingReport
        {
            Mode = key.Mode,
            Raters = [.. raters.Select(rater => new RaterSummary { Rater = rater.Rater, Answered = rater.Answers.Count, Asked = asked })],
            Criteria = [.. key.Criteria.Select(criterion => CriterionReports.Create(key, criterion, raters, metrics ?? [], resampling))],
            Choices = key.Mode == RatingMode.Choice ? ChoiceReports.Create(key, raters, metrics ?? [], resampling) : null,
            Warnings = [.. RatingWarnings.Of(key, raters, asked)],
        };
    }
}
