namespace Vlm.Evaluation;

/// <summary>How a confidence interval is read from bootstrap resamples (Efron and Tibshirani, An Introduction to the Bootstrap, 1993).</summary>
public enum BootstrapInterval
{
    /// <summary>The quantiles of the resampled statistic, with linear interpolation between them.</summary>
    Percentile,

    /// <summary>Twice the estimate less the quantiles, so that skew lies on the other side.</summary>
    Basic,
}
