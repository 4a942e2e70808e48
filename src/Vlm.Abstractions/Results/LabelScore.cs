namespace Vlm;

/// <summary>A label with its probability.</summary>
public sealed class LabelScore
{
    /// <summary>Creates it.</summary>
    /// <param name="label">The label.</param>
    /// <param name="probability">0 to 1.</param>
    public LabelScore(string label, float probability)
    {
        Label = label;
        Probability = probability;
    }

    /// <summary>The label.</summary>
    public string Label { get; }

    /// <summary>0 to 1.</summary>
    public float Probability { get; }

    /// <summary>For example <c>dog 87.3%</c>.</summary>
    public override string ToString() => $"{Label} {Probability * 100:0.0}%";
}
