namespace Vlm.Generation;

/// <summary>What one call generates by: the options where they say something, the model's defaults where they do not.</summary>
internal sealed class GenerationSettings
{
    private readonly int[] _endIds;
    private readonly int[] _suppressedIds;

    /// <param name="defaults">The model's.</param>
    /// <param name="options">The call's; may be null.</param>
    public GenerationSettings(GenerationDefaults defaults, GenerationOptions? options = null)
    {
        _endIds = [.. defaults.EndIds];
        _suppressedIds = [.. options?.SuppressTokens ?? defaults.SuppressedIds];
        NumBeams = options?.NumBeams ?? defaults.NumBeams;
        LengthPenalty = options?.LengthPenalty ?? defaults.LengthPenalty;
        EarlyStopping = options?.EarlyStopping ?? defaults.EarlyStopping;

        // The last token is chosen but never read, so that n positions, the start's included, make n tokens.
        MaxNewTokens = Math.Min(options?.MaxNewTokens ?? defaults.MaxNewTokens, defaults.MaxPositions ?? int.MaxValue);
    }

    public int MaxNewTokens { get; }

    public int NumBeams { get; }

    public float LengthPenalty { get; }

    public bool EarlyStopping { get; }

    /// <summary>How many continuations a step of beam search looks at, so that enough open ones remain when all end tokens are among them.</summary>
    public int CandidateCount => (int)Math.Min(int.MaxValue, Math.Max(2, 1 + _endIds.Length) * (long)NumBeams);

    public bool IsEnd(int id) => Array.IndexOf(_endIds, id) >= 0;

    /// <summary>Makes the suppressed ids impossible. The logarithm of the sum is taken before: what remains is not normalised again.</summary>
    public void Suppress(Span<float> logits)
    {
        foreach (int id in _suppressedIds)
        {
            logits[id] = float.NegativeInfinity;
        }
    }
}
