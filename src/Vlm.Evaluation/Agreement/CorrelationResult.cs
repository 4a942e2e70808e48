namespace Vlm.Evaluation;

/// <summary>A correlation with its p-value.</summary>
public sealed class CorrelationResult
{
    /// <summary>The coefficient, −1 to 1; NaN where it is not defined, and <see cref="Reason"/> then says why.</summary>
    public required double Value { get; init; }

    /// <summary>The two-sided p-value: how often unrelated lists correlate at least as much.</summary>
    public required double PValue { get; init; }

    /// <summary>The number of items.</summary>
    public required int SampleSize { get; init; }

    /// <summary>Why there is no coefficient; null where there is one.</summary>
    public string? Reason { get; init; }
}
