namespace Vlm.Evaluation;

/// <summary>A matrix of similarities between pictures and captions.</summary>
public sealed class RetrievalData
{
    /// <summary>The matrix's name in its file.</summary>
    public required string Name { get; init; }

    /// <summary>The number of pictures.</summary>
    public required int Pictures { get; init; }

    /// <summary>The picture of each caption, from 0.</summary>
    public required IReadOnlyList<int> Owners { get; init; }

    /// <summary>The similarities, [pictures, captions] row by row.</summary>
    public required ReadOnlyMemory<float> Similarities { get; init; }
}
