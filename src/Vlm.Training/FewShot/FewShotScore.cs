using Vlm.Evaluation;

namespace Vlm.Training;

/// <summary>What a method reaches with a number of examples a class.</summary>
public sealed class FewShotScore
{
    /// <summary>Examples of each class; classes with fewer give all they have.</summary>
    public required int Shots { get; init; }

    /// <summary>The method.</summary>
    public required FewShotMethod Method { get; init; }

    /// <summary>The mean accuracy over the draws in per cent, on pictures that chose nothing, with its 95 % bootstrap interval over the draws.</summary>
    public required Estimate Accuracy { get; init; }

    /// <summary>The mean accuracy in per cent on the pictures that chose.</summary>
    public required double ValidationAccuracy { get; init; }

    /// <summary>Whether this method was the best on the pictures that chose, among those with as many examples.</summary>
    public bool IsChosen { get; internal set; }
}
