namespace Vlm.Training;

/// <summary>How the cross entropy of labels is computed.</summary>
public sealed class CrossEntropyOptions
{
    /// <summary>The share ε of the target that is spread over all classes: (1 − ε) one-hot + ε / C (C. Szegedy et al., 2016).</summary>
    public float LabelSmoothing { get; init; }

    /// <summary>The label of rows that do not count.</summary>
    public long IgnoredLabel { get; init; } = -100;

    /// <summary>One weight a class [C]; null for 1 each. The mean then divides by the sum of the weights of the labels that count.</summary>
    public GraphValue? ClassWeights { get; init; }

    /// <summary>What is made of the rows' losses.</summary>
    public Reduction Reduction { get; init; }
}
