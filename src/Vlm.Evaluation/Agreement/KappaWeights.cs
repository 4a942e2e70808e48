namespace Vlm.Evaluation;

/// <summary>How much a disagreement between two categories counts in Cohen's kappa.</summary>
public enum KappaWeights
{
    /// <summary>Every disagreement counts the same: for categories without order.</summary>
    Unweighted,

    /// <summary>A disagreement counts by the distance of the categories.</summary>
    Linear,

    /// <summary>A disagreement counts by the squared distance of the categories.</summary>
    Quadratic,
}
