namespace Vlm.Training;

/// <summary>Whether an average of the weights is scored and exported in their place.</summary>
public enum AveragingKind
{
    /// <summary>The weights themselves.</summary>
    None,

    /// <summary>An exponential moving average, taken at every step.</summary>
    Exponential,

    /// <summary>The mean of the weights at the end of each epoch (stochastic weight averaging).</summary>
    Mean,
}
