namespace Vlm.Training;

/// <summary>What one step is fed: a tensor for each input of the graph. Disposing it disposes the tensors.</summary>
public sealed class TrainingBatch : IDisposable
{
    private readonly Dictionary<string, TensorBuffer> _tensors = new(StringComparer.Ordinal);

    /// <summary>Begins an empty batch.</summary>
    /// <param name="examples">What the examples are called in errors, such as the names of their pictures.</param>
    public TrainingBatch(IReadOnlyList<string>? examples = null) => Examples = examples ?? [];

    /// <summary>What the examples are called.</summary>
    public IReadOnlyList<string> Examples { get; }

    internal IReadOnlyDictionary<string, TensorBuffer> Tensors => _tensors;

    /// <summary>Adds a tensor, which the batch owns from now on.</summary>
    /// <param name="input">The name of the graph's input.</param>
    /// <param name="tensor">Its numbers.</param>
    /// <returns>The batch itself.</returns>
    public TrainingBatch Add(string input, TensorBuffer tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        _tensors.Add(input, tensor);
        return this;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (TensorBuffer tensor in _tensors.Values)
        {
            tensor.Dispose();
        }
    }
}
