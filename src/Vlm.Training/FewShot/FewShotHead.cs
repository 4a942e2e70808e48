namespace Vlm.Training;

/// <summary>A classifier that was made of a few examples.</summary>
internal abstract class FewShotHead
{
    /// <summary>How many numbers it has.</summary>
    public abstract long Parameters { get; }

    /// <summary>Logits [n, K] of pictures.</summary>
    public abstract float[] Score(FewShotSet pictures);

    /// <summary>The same as a graph, for export.</summary>
    /// <param name="features">[B, D], of norm 1.</param>
    /// <returns>[B, K].</returns>
    public abstract GraphValue Logits(GraphValue features);
}
