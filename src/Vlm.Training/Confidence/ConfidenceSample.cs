namespace Vlm.Training;

/// <summary>What a model says of one picture, and the signals from which its confidence is told.</summary>
/// <param name="Item">The number of the picture.</param>
/// <param name="Caption">The caption.</param>
/// <param name="Signals">Of the caption.</param>
/// <param name="Distance">From the training pictures.</param>
internal readonly record struct ConfidenceSample(int Item, string Caption, double[] Signals, float Distance);
