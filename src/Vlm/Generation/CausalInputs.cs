using Vlm.Onnx;

namespace Vlm.Generation;

/// <summary>Feeds the steps of one generation: the mask, the positions and whatever else the decoder's file asks for. One thread.</summary>
internal sealed class CausalInputs : IDisposable
{
    private readonly CausalDecoder _decoder;
    private readonly SessionInput[] _inputs;
    private readonly DecoderSwitches _switches = new();
    private readonly StepTensor<float> _zeros = new();

    public CausalInputs(CausalDecoder decoder)
    {
        _decoder = decoder;
        _inputs = new SessionInput[decoder.Session.Inputs.Count - decoder.Cache.Count];
    }

    /// <summary>Reads T more tokens of every row.</summary>
    /// <param name="embeddings">[B,T,D].</param>
    /// <param name="positions">[B,T] or [axes,B,T]; null where the file asks for none.</param>
    /// <param name="layered">[B,T,D] for each of the decoder's layered inputs, in their order; null for zeros.</param>
    /// <param name="pastLength">How many columns the cache has.</param>
    /// <param name="pads">Per row, how many of the first columns are padding.</param>
    /// <param name="past">What was read before; left as it is unless it is also the present.</param>
    /// <param name="present">Takes what is read with this step.</param>
    /// <param name="cancellationToken">Stops the run.</param>
    /// <returns>Logits [B,T or 1,V]; the caller disposes them.</returns>
    public TensorBuffer<float> Step(
        TensorBuffer<float> embeddings, TensorBuffer<long>? positions, TensorBuffer<float>[]? layered, int pastLength, ReadOnlySpan<int> pads,
        KeyValueCache past, KeyValueCache present, CancellationToken cancellationToken)
    {
        int count = 0;
        _inputs[count++] = new SessionInput(CausalDecoder.EmbeddingsName, embeddings);
        using TensorBuffer<long>? mask = _decoder.ReadsMask ? Mask(pads, pastLength + (int)embeddings.Shape[1]) : null;
        if (mask is not null)
        {
            _inputs[count++] = new SessionInput(CausalDecoder.MaskName, mask);
        }

        if (positions is not null)
        {
            _inputs[count++] = new SessionInput(CausalDecoder.PositionsName, positions);
        }

        long[]? shape = _decoder.Layered.Count == 0 ? null : embeddings.Shape.ToArray();
        for (int i = 0; i < _decoder.Layered.Count; i++)
        {
            _inputs[count++] = new SessionInput(_decoder.Layered[i], layered?[i] ?? Zeros(embeddings), shape);
        }

        if (_decoder.KeepsLogits)
        {
            _inputs[count++] = new SessionInput(CausalDecoder.KeepName, _switches.Keep);
        }

        if (_decoder.UsesBranch)
        {
            _inputs[count++] = new SessionInput(CausalDecoder.BranchName, _switches.Branch(pastLength > 0));
        }

        return (TensorBuffer<float>)_decoder.Session.Step(_inputs.AsSpan(0, count), _decoder.Logits.Name, past, present, cancellationToken);
    }

    public void Dispose()
    {
        _switches.Dispose();
        _zeros.Dispose();
    }

    private static TensorBuffer<long> Mask(ReadOnlySpan<int> pads, int length)
    {
        TensorBuffer<long> mask = TensorBuffer.Rent<long>(pads.Length, length);
        mask.Span.Fill(1);
        for (int row = 0; row < pads.Length; row++)
        {
            mask.Row(row)[..pads[row]].Clear();
        }

        return mask;
    }

    private TensorBuffer<float> Zeros(TensorBuffer<float> like)
    {
        TensorBuffer<float> zeros = _zeros.Of(like.Shape, out bool isNew);
        if (isNew)
        {
            zeros.Span.Clear();
        }

        return zeros;
    }
}
