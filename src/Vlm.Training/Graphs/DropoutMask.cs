namespace Vlm.Training;

/// <summary>An input that a training session fills by itself: 0 with the given rate, else 1 / (1 − rate).</summary>
internal sealed record DropoutMask(GraphValue Input, float Rate);
