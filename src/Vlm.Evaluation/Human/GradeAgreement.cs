namespace Vlm.Evaluation;

/// <summary>How far the raters agree on one criterion; intervals by bootstrap over tasks, but for the intraclass correlations'.</summary>
public sealed class GradeAgreement
{
    /// <summary>Krippendorff's alpha with grades as ranks; uses every task that two raters graded.</summary>
    public required Estimate KrippendorffOrdinal { get; init; }

    /// <summary>Krippendorff's alpha with grades as numbers.</summary>
    public required Estimate KrippendorffInterval { get; init; }

    /// <summary>Fleiss' kappa with grades as names, over the tasks that every rater graded.</summary>
    public required Estimate Fleiss { get; init; }

    /// <summary>Cohen's kappa with quadratic weights, the mean over pairs of raters (Light's kappa), over the tasks that every rater graded.</summary>
    public required Estimate Cohen { get; init; }

    /// <summary>ICC(2,1): the reliability of one rater's grade, over the tasks that every rater graded.</summary>
    public required Estimate IntraclassSingle { get; init; }

    /// <summary>ICC(2,k): the reliability of the mean of all raters' grades.</summary>
    public required Estimate IntraclassAverage { get; init; }
}
