namespace Vlm.Training;

/// <summary>
/// The captions of some pictures as tensors of a <see cref="PackedLayout"/>: a caption w1 … wn is read as [BOS] w1 … wn and
/// learned as w1 … wn [EOS], each token with a weight in the loss.
/// </summary>
internal sealed class PackedCaptions(int pictures)
{
    private readonly List<long> _ids = [];
    private readonly List<long> _labels = [];
    private readonly List<long> _positions = [];
    private readonly List<float> _weights = [];
    private readonly int[] _lengths = new int[pictures];

    /// <summary>The number of tokens.</summary>
    public int Count => _ids.Count;

    /// <summary>Declares the inputs of a graph and the layout over them.</summary>
    public static PackedLayout Layout(TrainingGraph graph, int heads)
    {
        Dimension batch = "pictures", tokens = "tokens", length = "length";
        Rearrangement rows = new(
            graph.Input("to_padded", TensorElementType.Int64, batch, length),
            graph.Input("to_packed", TensorElementType.Int64, tokens),
            graph.Input("is_token", TensorElementType.Float32, batch, length));
        return new PackedLayout(rows, graph.Input("attention_bias", TensorElementType.Float32, batch, 1, length, length), heads);
    }

    /// <summary>Adds a caption; those of one picture must be added one after another, and pictures in their order.</summary>
    /// <param name="picture">The picture's place in the batch.</param>
    /// <param name="targets">What is to be written: w1 … wn [EOS], or fewer where the caption is cut.</param>
    /// <param name="weight">The weight of each token.</param>
    /// <param name="read">Replaces a word that the decoder reads; null to read what is written.</param>
    public void Add(int picture, ReadOnlySpan<int> targets, float weight, Func<int, int>? read = null)
    {
        int before = CaptionTokens.Begin;
        for (int i = 0; i < targets.Length; i++)
        {
            _ids.Add(i == 0 || read is null ? before : read(before));
            before = targets[i];
            _labels.Add(before);
            _positions.Add(i);
            _weights.Add(weight);
        }

        _lengths[picture] += targets.Length;
    }

    /// <summary>Adds the tensors to a batch.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="scale">Multiplies all weights.</param>
    public void AddTo(TrainingBatch batch, float scale)
    {
        int longest = Math.Max(1, _lengths.Max()), count = _ids.Count;
        long[] toPadded = new long[pictures * longest], toPacked = new long[count];
        float[] isToken = new float[pictures * longest], bias = new float[pictures * longest * longest];
        bias.AsSpan().Fill(Attention.Masked);
        int start = 0;
        for (int picture = 0; picture < pictures; picture++)
        {
            for (int i = 0; i < longest; i++)
            {
                Span<float> row = bias.AsSpan(((picture * longest) + i) * longest, longest);
                if (i >= _lengths[picture])
                {
                    // Padding looks at itself, so that its softmax has something to be 1 at.
                    row[i] = 0;
                    continue;
                }

                int token = start + i, place = (picture * longest) + i;
                toPadded[place] = token;
                toPacked[token] = place;
                isToken[place] = 1;
                row.Slice(i - (int)_positions[token], (int)_positions[token] + 1).Clear();
            }

            start += _lengths[picture];
        }

        batch.Add("input_ids", new TensorBuffer<long>(_ids.ToArray(), [count]))
            .Add("positions", new TensorBuffer<long>(_positions.ToArray(), [count]))
            .Add("labels", new TensorBuffer<long>(_labels.ToArray(), [count]))
            .Add("weights", new TensorBuffer<float>(_weights.Select(weight => weight * scale).ToArray(), [count]))
            .Add("to_padded", new TensorBuffer<long>(toPadded, [pictures, longest]))
            .Add("to_packed", new TensorBuffer<long>(toPacked, [count]))
            .Add("is_token", new TensorBuffer<float>(isToken, [pictures, longest]))
            .Add("attention_bias", new TensorBuffer<float>(bias, [pictures, 1, longest, longest]));
    }
}
