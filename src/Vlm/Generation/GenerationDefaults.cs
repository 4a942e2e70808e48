namespace Vlm.Generation;

/// <summary>What a model folder says of generation; a call's options stand before it.</summary>
internal sealed class GenerationDefaults
{
    /// <summary>The id that a text begins with behind an encoder; null where the folder names none, as those of a decoder alone need not.</summary>
    public int? StartId { get; init; }

    /// <summary>The ids that end a text; at least one.</summary>
    public required IReadOnlyList<int> EndIds { get; init; }

    /// <summary>The id that fills up shorter texts; not needed to generate, since finished rows rest.</summary>
    public int? PadId { get; init; }

    /// <summary>The greatest number of tokens to generate, the end token counted.</summary>
    public int MaxNewTokens { get; init; } = 20;

    /// <summary>The number of beams; 1 is greedy search.</summary>
    public int NumBeams { get; init; } = 1;

    /// <summary>The exponent of the length by which a beam's sum is divided.</summary>
    public float LengthPenalty { get; init; } = 1;

    /// <summary>Whether as many ended texts as beams stop the search.</summary>
    public bool EarlyStopping { get; init; }

    /// <summary>Ids that are never chosen.</summary>
    public IReadOnlyList<int> SuppressedIds { get; init; } = [];

    /// <summary>How many positions the decoder has, the start included; null where nothing limits it.</summary>
    public int? MaxPositions { get; init; }
}
