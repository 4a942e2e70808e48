namespace Vlm.Training;

/// <summary>Low-rank adapters (E. Hu et al., 2021): beside a frozen weight W stands α/r A B with A [in, r] and B [r, out], which are trained. B begins at 0.</summary>
public sealed class LoraOptions
{
    /// <summary>r.</summary>
    public int Rank { get; init; } = 8;

    /// <summary>α.</summary>
    public float Alpha { get; init; } = 16;

    /// <summary>Which weights of matrix products get adapters; null for all.</summary>
    public Func<OnnxModuleWeight, bool>? Adapts { get; init; }

    internal float Scale => Alpha / Rank;
}
