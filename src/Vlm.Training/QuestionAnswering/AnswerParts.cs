namespace Vlm.Training;

/// <summary>What training looks at beside the logits.</summary>
/// <param name="Sides">The logits of each side of a late fusion, which learn by themselves; else empty.</param>
/// <param name="Words">The logits of the second task; null without it.</param>
internal readonly record struct AnswerParts(IReadOnlyList<GraphValue> Sides, GraphValue? Words);
