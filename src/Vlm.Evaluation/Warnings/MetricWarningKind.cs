namespace Vlm.Evaluation;

/// <summary>What a warning beside a figure is about.</summary>
public enum MetricWarningKind
{
    /// <summary>The figure may not be laid beside figures of other data: one picture, other document frequencies, another variant of the metric.</summary>
    NotComparable,

    /// <summary>The figure is 0 divided by 0; the value agreed on for that case stands in its place.</summary>
    ZeroByZero,

    /// <summary>The figure is not defined for these data; it is NaN.</summary>
    Undefined,

    /// <summary>Something of the input was read otherwise than it stands there, such as an empty caption.</summary>
    Input,
}
