using Vlm.Onnx;

namespace Vlm.Training;

/// <summary>Turns a batch into what a session's graph asks for, and draws its dropout masks.</summary>
internal sealed class SessionFeed : IDisposable
{
    private readonly GraphValue[] _inputs;
    private readonly DropoutMask[] _masks;
    private readonly HashSet<string> _known;
    private readonly DropoutMasks _random;
    private readonly SessionInput[] _feed;

    public SessionFeed(TrainingGraph graph, GraphSelection selection, long seed)
    {
        _masks = [.. graph.DropoutMasks.Where(mask => selection.Uses(mask.Input))];
        _inputs = [.. selection.Inputs.Where(input => _masks.All(mask => mask.Input != input))];
        _known = [.. graph.Inputs.Select(input => input.Name)];
        _random = new DropoutMasks(seed);
        _feed = new SessionInput[_inputs.Length + _masks.Length];
    }

    /// <summary>The inputs of one run; the masks in it are good until the next call.</summary>
    /// <exception cref="TrainingException">The batch lacks an input, or holds one that the graph does not have.</exception>
    public ReadOnlySpan<SessionInput> Of(TrainingBatch batch, long step, int part = 0)
    {
        if (batch.Tensors.Keys.FirstOrDefault(name => !_known.Contains(name)) is { } stranger)
        {
            throw new TrainingException($"The batch has '{stranger}', which is no input of the graph; its inputs: {string.Join(", ", _inputs.Select(input => input.Name))}.");
        }

        for (int i = 0; i < _inputs.Length; i++)
        {
            TensorBuffer tensor = batch.Tensors.GetValueOrDefault(_inputs[i].Name)
                ?? throw new TrainingException($"The batch lacks the input {_inputs[i]}; it has {string.Join(", ", batch.Tensors.Keys)}.");
            _feed[i] = new SessionInput(_inputs[i].Name, tensor);
        }

        if (_masks.Length > 0)
        {
            Dictionary<string, long> sizes = SymbolSizes.Of(_inputs, batch.Tensors);
            for (int i = 0; i < _masks.Length; i++)
            {
                _feed[_inputs.Length + i] = new SessionInput(_masks[i].Input.Name, _random.Draw(_masks[i], i, step, part, sizes));
            }
        }

        return _feed;
    }

    public void Dispose() => _random.Dispose();
}
