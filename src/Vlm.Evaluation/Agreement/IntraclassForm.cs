namespace Vlm.Evaluation;

/// <summary>Which intraclass correlation (names of K. O. McGraw and S. P. Wong, 1996; Shrout and Fleiss' in brackets).</summary>
public enum IntraclassForm
{
    /// <summary>ICC(1,1) [1,1]: every target has raters of its own; one rater's reliability.</summary>
    OneWaySingle,

    /// <summary>ICC(A,1) [2,1]: the same raters, drawn at random; absolute agreement; one rater's reliability.</summary>
    AbsoluteSingle,

    /// <summary>ICC(C,1) [3,1]: the same raters; consistency, so that a rater's constant offset does not count; one rater's reliability.</summary>
    ConsistencySingle,

    /// <summary>ICC(1,k) [1,k]: as <see cref="OneWaySingle"/>, of the mean of all raters.</summary>
    OneWayAverage,

    /// <summary>ICC(A,k) [2,k]: as <see cref="AbsoluteSingle"/>, of the mean of all raters.</summary>
    AbsoluteAverage,

    /// <summary>ICC(C,k) [3,k]: as <see cref="ConsistencySingle"/>, of the mean of all raters.</summary>
    ConsistencyAverage,
}
