namespace Vlm.Evaluation;

/// <summary>A figure over a resample of items. It is called on several threads at once.</summary>
/// <param name="items">The indices of the items, some more than once, others not at all.</param>
/// <returns>The figure; NaN where it is not defined on this resample.</returns>
public delegate double ResampleStatistic(ReadOnlySpan<int> items);
