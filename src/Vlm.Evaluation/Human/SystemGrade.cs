namespace Vlm.Evaluation;

/// <summary>How people graded one system.</summary>
public sealed class SystemGrade
{
    /// <summary>The system's name.</summary>
    public required string System { get; init; }

    /// <summary>The mean over items of the raters' mean grade, with a bootstrap interval over items.</summary>
    public required Estimate Mean { get; init; }
}
