namespace Vlm.Training;

/// <summary>A part of a gradient.</summary>
/// <param name="Gradient">The gradient, with its parameter.</param>
/// <param name="Start">The first number of the part.</param>
/// <param name="Count">How many there are.</param>
internal readonly record struct GradientShare(ParameterGradient Gradient, int Start, int Count);
