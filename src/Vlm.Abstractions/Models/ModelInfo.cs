namespace Vlm;

/// <summary>What a model says of itself.</summary>
public sealed class ModelInfo
{
    /// <summary>The model's name.</summary>
    public required string Name { get; init; }

    /// <summary>Its version; null where it has none.</summary>
    public string? Version { get; init; }

    /// <summary>What it can do.</summary>
    public required ModelCapabilities Capabilities { get; init; }

    /// <summary>The width of its embeddings; null where it has none.</summary>
    public int? EmbeddingSize { get; init; }

    /// <summary>
    /// A fingerprint of everything that shapes an embedding (encoders, projections, preprocessing); embeddings of different
    /// fingerprints must not be compared. Null where it is not known.
    /// </summary>
    public string? EmbeddingSpace { get; init; }

    /// <summary>The terms under which the weights may be used, in words; null where they are not stated.</summary>
    public string? License { get; init; }

    /// <summary>The folder it was loaded from; null for a model composed in code.</summary>
    public string? Source { get; init; }

    /// <summary>The sessions that were opened, in order of their names, each with its file and precision; empty for a model of other stages.</summary>
    public IReadOnlyList<LoadedSession> Sessions { get; init; } = [];

    /// <summary>Whether every capability named is there.</summary>
    /// <param name="capabilities">One capability or several.</param>
    public bool Can(ModelCapabilities capabilities) => (Capabilities & capabilities) == capabilities;
}
