namespace Vlm.Evaluation;

/// <summary>The training pictures with their embeddings, and those of the pictures that are scored.</summary>
internal sealed class NeighbourPool
{
    /// <summary>Why no neighbours can be found; null where they can.</summary>
    public string? Reason { get; init; }

    /// <summary>The training items.</summary>
    public IReadOnlyList<DataSetItem> Items { get; init; } = [];

    /// <summary>The embedding of each training item.</summary>
    public IReadOnlyList<Embedding> Embeddings { get; init; } = [];

    /// <summary>The embedding of the first caption of each training item; empty where the task does not need it.</summary>
    public IReadOnlyList<Embedding> Captions { get; init; } = [];

    /// <summary>The embeddings of the scored pictures by id.</summary>
    public IReadOnlyDictionary<string, Embedding> Queries { get; init; } = new Dictionary<string, Embedding>();
}
