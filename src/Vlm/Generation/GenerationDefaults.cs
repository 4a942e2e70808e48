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

    /// <summary>How many positions the decoder has, the prompt's included; null where nothing limits it.</summary>
    public int? MaxPositions { get; init; }

    /// <summary>What the folder says in the terms of a call's options; null members where it says nothing. Not changed after loading.</summary>
    public GenerationOptions Options { get; init; } = new();
}
