using Vlm.Onnx;

namespace Vlm.Training;

/// <summary>Runs values of a graph with the parameters as they are: for validation losses, embeddings, scores. Not thread-safe.</summary>
public sealed class GraphRunner : IDisposable
{
    private readonly OnnxSession _session;
    private readonly SessionFeed _feed;
    private readonly ResidentBinding _parameters;
    private readonly string[] _outputs;

    /// <summary>Opens a session for some values of one graph.</summary>
    /// <param name="outputs">The values that every run gives, in their order.</param>
    /// <param name="threads">Threads that share a run; null for all processors.</param>
    public GraphRunner(IReadOnlyList<GraphValue> outputs, int? threads = null)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        ArgumentOutOfRangeException.ThrowIfZero(outputs.Count, nameof(outputs));
        TrainingGraph graph = outputs[0].Graph;
        GraphSelection selection = new(graph, outputs);
        _outputs = [.. outputs.Select((_, i) => $"output_{i}")];
        byte[] model = OnnxModelWriter.Write(graph, [.. outputs.Select((value, i) => new GraphOutput(_outputs[i], value))], feedsParameters: true);
        _session = OnnxSession.FromBytes("the graph", model, new OnnxSessionOptions { IntraOpThreads = threads });
        _feed = new SessionFeed(graph, selection, 0);
        _parameters = new ResidentBinding(selection.Parameters.Select(value => (value.Name, value.Parameter!.Tensor)));
    }

    /// <summary>Runs once.</summary>
    /// <param name="batch">A tensor for each input that the values depend on.</param>
    /// <param name="cancellationToken">Stops the run.</param>
    /// <returns>The values, which the caller disposes.</returns>
    public IReadOnlyList<TensorBuffer> Run(TrainingBatch batch, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(batch);
        using SessionOutputs outputs = _session.Run(_feed.Of(batch, 0), _parameters, _outputs, cancellationToken);
        return [.. _outputs.Select((_, i) => outputs.TakeAny(i))];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _session.Dispose();
        _feed.Dispose();
    }
}
