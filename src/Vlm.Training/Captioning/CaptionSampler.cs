namespace Vlm.Training;

/// <summary>Writes captions with the parameters as they are, several a picture: the likeliest word each time, or words drawn by their probability to a temperature.</summary>
internal sealed class CaptionSampler : IDisposable
{
    private const int PicturesPerRun = 50;

    private readonly CaptionerSettings _settings;
    private readonly IPictureRows _rows;
    private readonly int _vocabularySize;
    private readonly GraphRunner _pictures;
    private readonly GraphRunner _steps;

    public CaptionSampler(ParameterSet parameters, CaptionerSettings settings, int vocabularySize, IPictureRows rows, int? threads = null)
    {
        _settings = settings;
        _rows = rows;
        _vocabularySize = vocabularySize;
        _pictures = Pictures(parameters, threads);
        _steps = Steps(parameters, threads);
    }

    /// <summary>Writes captions of pictures as inference sees them.</summary>
    /// <param name="pictures">The numbers of the pictures.</param>
    /// <param name="captions">How many a picture.</param>
    /// <param name="draw">What is drawn from; null for the likeliest words.</param>
    /// <param name="cancellationToken">Stops between two words.</param>
    /// <returns>For each picture its captions, each with its end token where it reached one.</returns>
    public int[][][] Write(IReadOnlyList<int> pictures, int captions, ulong? draw, CancellationToken cancellationToken = default)
    {
        int[][][] written = new int[pictures.Count][][];
        for (int first = 0; first < pictures.Count; first += PicturesPerRun)
        {
            int count = Math.Min(PicturesPerRun, pictures.Count - first);
            int start = first;
            using TensorBuffer<float> features = Features(count, i => pictures[start + i]);
            int[][][] part = Write(features, captions, draw is { } d ? d + ((ulong)first << 32) : null, cancellationToken);
            part.CopyTo(written, first);
        }

        return written;
    }

    /// <summary>Writes captions of pictures whose rows are given.</summary>
    /// <param name="features">[pictures, rows, row size].</param>
    /// <param name="captions">How many a picture.</param>
    /// <param name="draw">What is drawn from; null for the likeliest words.</param>
    /// <param name="cancellationToken">Stops between two words.</param>
    public int[][][] Write(TensorBuffer<float> features, int captions, ulong? draw, CancellationToken cancellationToken = default)
    {
        int count = (int)features.Shape[0], lines = count * captions;
        IReadOnlyList<TensorBuffer> memory = _pictures.Run(new TrainingBatch().Add("encoder_hidden_states", features), cancellationToken);
        List<TensorBuffer> past = [.. memory.Select(_ => (TensorBuffer)TensorBuffer.Rent<float>(lines, _settings.Heads, 0, _settings.Width / _settings.Heads))];
        List<int>[] written = [.. Enumerable.Range(0, lines).Select(_ => new List<int>())];
        long[] next = new long[lines];
        Array.Fill(next, CaptionTokens.Begin);
        CounterRandom random = new(draw ?? 0, CounterRandom.StreamOf("caption"));
        for (int step = 0; step < _settings.MaxNewTokens && !written.All(IsFinished); step++)
        {
            // The batch is not disposed: the picture's tensors go into every step, and those of the past are given back here.
            IReadOnlyList<TensorBuffer> results = _steps.Run(Batch(next, step, count, captions, memory, past), cancellationToken);
            past.ForEach(tensor => tensor.Dispose());
            past = [.. results.Skip(1)];
            using TensorBuffer<float> logits = (TensorBuffer<float>)results[0];
            for (int line = 0; line < lines; line++)
            {
                // Each line takes its draw whether it is finished or not: what one line writes depends on no other.
                double at = random.NextDouble();
                Span<float> row = logits.Span.Slice(line * _vocabularySize, _vocabularySize);
                int token = draw is null ? WordChoice.Likeliest(row) : WordChoice.Drawn(row, _settings.SampleTemperature, at);
                next[line] = token;
                if (!IsFinished(written[line]))
                {
                    written[line].Add(token);
                }
            }
        }

        past.ForEach(tensor => tensor.Dispose());
        foreach (TensorBuffer tensor in memory)
        {
            tensor.Dispose();
        }

        return [.. Enumerable.Range(0, count).Select(i => Enumerable.Range(i * captions, captions).Select(line => written[line].ToArray()).ToArray())];
    }

    public void Dispose()
    {
        _pictures.Dispose();
        _steps.Dispose();
    }

    private static bool IsFinished(List<int> tokens) => tokens.Count > 0 && tokens[^1] == CaptionTokens.End;

    private TensorBuffer<float> Features(int count, Func<int, int> which)
    {
        TensorBuffer<float> features = TensorBuffer.Rent<float>(count, _rows.Rows, _rows.RowSize);
        Parallel.For(0, count, i => _rows.CopyRows(which(i), 0, features.Row(i)));
        return features;
    }

    private static TrainingBatch Batch(long[] next, int step, int pictures, int captions, IReadOnlyList<TensorBuffer> memory, List<TensorBuffer> past)
    {
        TrainingBatch batch = new TrainingBatch()
            .Add("input_ids", new TensorBuffer<long>(next, [pictures, captions]))
            .Add("positions", new TensorBuffer<long>(new long[] { step }, [1]));
        for (int i = 0; i < memory.Count; i++)
        {
            batch.Add($"picture.{i}", memory[i]).Add($"past.{i}", past[i]);
        }

        return batch;
    }

    private GraphRunner Pictures(ParameterSet parameters, int? threads)
    {
        TrainingGraph graph = new();
        CaptionDecoder decoder = new(graph, parameters, _settings, _vocabularySize, _rows.Rows);
        GraphValue features = graph.Input("encoder_hidden_states", TensorElementType.Float32, "pictures", _rows.Rows, _rows.RowSize);
        return new GraphRunner([.. decoder.Picture(features).SelectMany(layer => new[] { layer.Key, layer.Value })], threads);
    }

    private GraphRunner Steps(ParameterSet parameters, int? threads)
    {
        TrainingGraph graph = new();
        CaptionDecoder decoder = new(graph, parameters, _settings, _vocabularySize, _rows.Rows);
        int size = _settings.Width / _settings.Heads;
        GraphValue ids = graph.Input("input_ids", TensorElementType.Int64, "pictures", "captions"), positions = graph.Input("positions", TensorElementType.Int64, 1);
        GraphValue[] memory = [.. Inputs("picture", "pictures", _rows.Rows)], past = [.. Inputs("past", "lines", "past")];
        SampledLayout layout = new([.. past.Chunk(2).Select(pair => (pair[0], pair[1]))], _settings.Heads);
        GraphValue logits = decoder.Logits(ids, positions, [.. memory.Chunk(2).Select(pair => (pair[0], pair[1]))], layout);
        return new GraphRunner([logits, .. layout.Present.SelectMany(layer => new[] { layer.Key, layer.Value })], threads);

        IEnumerable<GraphValue> Inputs(string name, Dimension first, Dimension length) => Enumerable.Range(0, _settings.Layers * 2)
            .Select(i => graph.Input($"{name}.{i}", TensorElementType.Float32, first, _settings.Heads, length, size));
    }
}
