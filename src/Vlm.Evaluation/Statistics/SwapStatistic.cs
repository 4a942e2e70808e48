namespace Vlm.Evaluation;

/// <summary>The difference of a figure between two models after the results of some items were exchanged. It is called on several threads at once.</summary>
/// <param name="swapped">For each item, whether the two models' results are exchanged.</param>
/// <returns>The first model's figure less the second's.</returns>
public delegate double SwapStatistic(ReadOnlySpan<bool> swapped);
