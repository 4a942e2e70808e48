namespace Vlm.Generation;

/// <summary>A prompt as a decoder reads it: ids for the processors of logits, embedded tokens with the rows of pictures among them, positions.</summary>
internal sealed class CausalPrompt : IDisposable
{
    private readonly TensorBuffer<float> _embeddings;
    private readonly TensorBuffer<float>[]? _layered;
    private readonly PromptPositions _positions;

    /// <summary>Takes ownership of the tensors.</summary>
    /// <param name="ids">L ids.</param>
    /// <param name="embeddings">L tokens of D values, of any shape that ends in D.</param>
    /// <param name="positions">Of all L tokens.</param>
    /// <param name="layered">The same as the embeddings for each layered input of the decoder; null for zeros.</param>
    public CausalPrompt(int[] ids, TensorBuffer<float> embeddings, PromptPositions positions, TensorBuffer<float>[]? layered = null)
    {
        Ids = ids;
        _embeddings = embeddings;
        _positions = positions;
        _layered = layered;
    }

    public int[] Ids { get; }

    public int Length => Ids.Length;

    /// <summary>The position of token n behind the prompt is n + this.</summary>
    public long PositionOffset => _positions.Offset;

    /// <summary>Tokens from a place up to another, [1,P+T,D], behind P columns of zeros; without those a view that lives as long as the prompt. The caller disposes it.</summary>
    public TensorBuffer<float> Tokens(int from, int to, int padding) => Padded(_embeddings, from, to, padding);

    /// <summary>The same of every layered input; null for zeros.</summary>
    public TensorBuffer<float>[]? Layers(int from, int to, int padding) => _layered is null ? null : Array.ConvertAll(_layered, layer => Padded(layer, from, to, padding));

    /// <summary>Positions from a place up to another, [1,T] or [axes,1,T]; the caller disposes them. Null where there are no axes.</summary>
    public TensorBuffer<long>? Positions(int axes, int from, int to)
    {
        if (axes == 0)
        {
            return null;
        }

        int count = to - from;
        TensorBuffer<long> part = axes == 1 ? TensorBuffer.Rent<long>(1, count) : TensorBuffer.Rent<long>(axes, 1, count);
        for (int axis = 0; axis < axes; axis++)
        {
            _positions.Values.Slice((axis * Length) + from, count).CopyTo(part.Span[(axis * count)..]);
        }

        return part;
    }

    public void Dispose()
    {
        _embeddings.Dispose();
        foreach (TensorBuffer<float> layer in _layered ?? [])
        {
            layer.Dispose();
        }
    }

    private static TensorBuffer<float> Padded(TensorBuffer<float> tokens, int from, int to, int padding)
    {
        int width = (int)tokens.Shape[^1];
        Memory<float> wanted = tokens.Memory[(from * width)..(to * width)];
        if (padding == 0)
        {
            return new TensorBuffer<float>(wanted, [1, to - from, width]);
        }

        TensorBuffer<float> padded = TensorBuffer.Rent<float>(1, padding + to - from, width);
        padded.Span[..^wanted.Length].Clear();
        wanted.Span.CopyTo(padded.Span[^wanted.Length..]);
        return padded;
    }
}
