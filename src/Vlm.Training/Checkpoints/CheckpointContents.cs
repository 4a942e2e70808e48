namespace Vlm.Training;

/// <summary>What a checkpoint file holds.</summary>
internal sealed record CheckpointContents(string Path, TrainingState State, IReadOnlyDictionary<string, float[]> Tensors)
{
    /// <summary>The tensors whose names begin with a prefix, by the rest of their names.</summary>
    public Dictionary<string, float[]> Under(string prefix) => Tensors
        .Where(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal))
        .ToDictionary(pair => pair.Key[prefix.Length..], pair => pair.Value, StringComparer.Ordinal);
}
