using System.Globalization;
using System.Text.Json.Nodes;
using Vlm.Evaluation;

namespace Vlm.Training;

/// <summary>Trains a retrieval head: two towers whose embeddings of a picture and of its captions lie near each other.</summary>
internal sealed class RetrievalTask : TrainingTask
{
    private const string Folder = "retrieval";
    private const string ImageFile = $"{Folder}/image_projection.onnx";
    private const string TextFile = $"{Folder}/text_projection.onnx";
    private const string StatesInput = "last_hidden_state";
    private const string MaskInput = "attention_mask";
    private const int PicturesAtOnce = 64;
    private const int TextsAtOnce = 256;
    private const float NeighbourSharpness = 20;

    private readonly RetrievalSettings _settings;
    private readonly IPictureRows _rows;
    private readonly TextStates _texts;
    private readonly IReadOnlyList<PairedPicture> _train;
    private readonly IReadOnlyList<PairedPicture> _validation;
    private readonly GraphValue _imageEmbeddings;
    private readonly GraphValue _textEmbeddings;
    private readonly GraphRunner _images;
    private readonly GraphRunner _captions;

    public RetrievalTask(
        RetrievalSettings settings, IPictureRows rows, TextStates texts, IReadOnlyList<PairedPicture> train, IReadOnlyList<PairedPicture> validation, long seed, int? threads)
    {
        settings.Check("settings");
        if (settings.KeptCells > rows.Rows)
        {
            throw new TrainingException($"settings: retrieval: keptCells is {settings.KeptCells}; the image encoder gives {rows.Rows} cells.");
        }

        (_settings, _rows, _texts, _train, _validation) = (settings, rows, texts, train, validation);
        Parameters = new ParameterSet(seed);
        Loss = BuildLoss();
        Parameters.StoreAs(ParameterStorage.Float16);
        PrincipalComponents.Fill(Parameters, RetrievalTowers.Reduction, rows, [.. train.Select(picture => picture.Row)], seed);
        Parameters.TrainAt(RetrievalTowers.Reduction, settings.ReductionRate);

        TrainingGraph image = new();
        _imageEmbeddings = RetrievalTowers.Image(new LayerScope(image, Parameters), image.Input(StatesInput, TensorElementType.Float32, "batch", rows.Rows, rows.RowSize), settings);
        TrainingGraph text = new();
        _textEmbeddings = RetrievalTowers.Text(
            new LayerScope(text, Parameters),
            text.Input(StatesInput, TensorElementType.Float32, "batch", "length", texts.Width), text.Input(MaskInput, TensorElementType.Int64, "batch", "length"), settings);
        _images = new GraphRunner([_imageEmbeddings], threads);
        _captions = new GraphRunner([_textEmbeddings], threads);
    }

    public override string Name => "retrieval";

    public override ParameterSet Parameters { get; }

    public override GraphValue Loss { get; }

    public override int ExampleCount => _train.Count;

    // All recalls of both directions together: with a thousand pictures a single R@1 is mostly noise.
    public override string Metric => "recall sum";

    public override IReadOnlyDictionary<string, string> Facts => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["training pictures"] = Text(_train.Count),
        ["training captions"] = Text(_train.Sum(picture => picture.Texts.Count)),
        ["validation pictures"] = Text(_validation.Count),
        ["validation captions"] = Text(_validation.Sum(picture => picture.Texts.Count)),
        ["picture cells"] = $"{Text(_rows.Rows)} of {Text(_rows.RowSize)} numbers, {Text(_rows.Views)} views",
        ["token states"] = $"{Text(_texts.Width)} numbers",
    };

    public override string DescribeExample(int index) => _train[index].Name;

    public override TrainingBatch MakeBatch(ReadOnlySpan<int> examples, ulong draw)
    {
        int[] pictures = examples.ToArray();
        int cells = _settings.KeptCells ?? _rows.Rows, row = cells * _rows.RowSize;
        float[] rows = new float[pictures.Length * row];
        int[][] texts = new int[pictures.Length][];
        Parallel.For(0, pictures.Length, i =>
        {
            CounterRandom random = new(draw, (ulong)i);
            PairedPicture picture = _train[pictures[i]];
            CopyCells(picture.Row, ref random, rows.AsSpan(i * row, row));
            texts[i] = [.. random.Permutation(picture.Texts.Count).Take(_settings.CaptionsPerPicture).Select(k => picture.Texts[k])];
        });
        int[] all = [.. texts.SelectMany(own => own)];
        long[] owners = [.. texts.SelectMany((own, i) => own.Select(_ => (long)i))];
        (TensorBuffer<float> states, TensorBuffer<long> mask) = _texts.Batch(all);
        return new TrainingBatch([.. pictures.Select(DescribeExample)])
            .Add("rows", new TensorBuffer<float>(rows, [pictures.Length, cells, _rows.RowSize]))
            .Add("states", states)
            .Add("mask", mask)
            .Add("owners", new TensorBuffer<long>(owners, [owners.Length]));
    }

    public override async Task<IReadOnlyDictionary<string, double>> ValidateAsync(CancellationToken cancellationToken) => await Task.Run(() => Validate(cancellationToken), cancellationToken).ConfigureAwait(false);

    public override async Task<IReadOnlyDictionary<string, JsonNode>> ExportAsync(string folder, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.Combine(folder, Folder));
        _imageEmbeddings.Graph.WriteOnnx(Path.Combine(folder, ImageFile), ("image_embeds", _imageEmbeddings));
        _textEmbeddings.Graph.WriteOnnx(Path.Combine(folder, TextFile), ("text_embeds", _textEmbeddings));
        JsonObject config = new()
        {
            ["projection_dim"] = _settings.EmbeddingSize,
            ["normalized"] = true,
            ["logit_scale"] = Math.Exp(Parameters["log_scale"].Values[0]),
        };
        await File.WriteAllTextAsync(Path.Combine(folder, Folder, "config.json"), config.ToJsonString(TrainingSettingsFile.Options) + "\n", cancellationToken).ConfigureAwait(false);
        return new Dictionary<string, JsonNode> { ["retrieval"] = new JsonObject { ["image"] = ImageFile, ["text"] = TextFile } };
    }

    protected override void Dispose(bool isDisposing)
    {
        _images.Dispose();
        _captions.Dispose();
        base.Dispose(isDisposing);
    }

    private GraphValue BuildLoss()
    {
        TrainingGraph graph = new(isTraining: true);
        LayerScope layers = new(graph, Parameters);
        GraphValue image = RetrievalTowers.Image(layers, graph.Input("rows", TensorElementType.Float32, "pictures", _settings.KeptCells ?? _rows.Rows, _rows.RowSize), _settings);
        GraphValue states = graph.Input("states", TensorElementType.Float32, "captions", "length", _texts.Width), mask = graph.Input("mask", TensorElementType.Int64, "captions", "length");
        GraphValue text = RetrievalTowers.Text(layers, states, mask, _settings);
        GraphValue scale = layers.Parameter("log_scale", [], Initialization.Constant((float)-Math.Log(_settings.Temperature)));
        GraphValue owners = graph.Input("owners", TensorElementType.Int64, "captions");
        if (_settings.NeighbourWeight == 0)
        {
            return ContrastiveLosses.InfoNce(image, text, scale, owners);
        }

        // [captions, captions]: how near what is said of a picture is to each caption, in the eyes of the frozen encoder.
        GraphValue said = RetrievalTowers.Mean(states, mask).L2Normalize();
        GraphValue near = (said.MatMul(said.Transpose(1, 0)) * NeighbourSharpness).Softmax();
        GraphValue pairs = ContrastiveLosses.Pairs(image, text, owners), own = pairs / pairs.Sum([1], keepDims: true);
        float weight = (float)_settings.NeighbourWeight;
        return ContrastiveLosses.SoftInfoNce(
            image, text, scale, (own * (1 - weight)) + (own.MatMul(near) * weight), (pairs * (1 - weight)) + (pairs.MatMul(near.Transpose(1, 0)) * weight));
    }

    private void CopyCells(int picture, ref CounterRandom random, Span<float> destination)
    {
        int view = random.NextBelow(_rows.Views), size = _rows.RowSize;
        if (_settings.KeptCells is not { } kept)
        {
            _rows.CopyRows(picture, view, destination);
            return;
        }

        float[] all = System.Buffers.ArrayPool<float>.Shared.Rent(_rows.Rows * size);
        _rows.CopyRows(picture, view, all.AsSpan(0, _rows.Rows * size));
        int[] order = random.Permutation(_rows.Rows);
        for (int i = 0; i < kept; i++)
        {
            all.AsSpan(order[i] * size, size).CopyTo(destination.Slice(i * size, size));
        }

        System.Buffers.ArrayPool<float>.Shared.Return(all);
    }

    private Dictionary<string, double> Validate(CancellationToken cancellationToken)
    {
        float[] images = EmbedPictures(cancellationToken), texts = EmbedTexts(cancellationToken);
        int[] owners = [.. _validation.SelectMany((picture, i) => picture.Texts.Select(_ => i))];
        int size = _settings.EmbeddingSize;
        float[] similarities = new float[_validation.Count * owners.Length];
        Parallel.For(0, _validation.Count, new ParallelOptions { CancellationToken = cancellationToken }, i =>
        {
            for (int c = 0; c < owners.Length; c++)
            {
                similarities[(i * owners.Length) + c] = System.Numerics.Tensors.TensorPrimitives.Dot<float>(images.AsSpan(i * size, size), texts.AsSpan(c * size, size));
            }
        });
        RetrievalScores scores = RetrievalScores.Of(similarities, owners, _validation.Count, cancellationToken: cancellationToken);
        Dictionary<string, double> named = new(StringComparer.Ordinal) { [Metric] = scores.RecallSum };
        foreach (int k in (int[])[1, 5, 10])
        {
            named[$"image to text R@{k}"] = 100 * scores.ImageToText.Best.RecallAt(k);
            named[$"text to image R@{k}"] = 100 * scores.TextToImage.Best.RecallAt(k);
        }

        return named;
    }

    private float[] EmbedPictures(CancellationToken cancellationToken)
    {
        float[] embeddings = new float[_validation.Count * _settings.EmbeddingSize];
        int row = _rows.Rows * _rows.RowSize, done = 0;
        foreach (PairedPicture[] part in _validation.Chunk(PicturesAtOnce))
        {
            TensorBuffer<float> rows = TensorBuffer.Rent<float>(part.Length, _rows.Rows, _rows.RowSize);
            for (int i = 0; i < part.Length; i++)
            {
                _rows.CopyRows(part[i].Row, 0, rows.Span.Slice(i * row, row));
            }

            using TrainingBatch batch = new TrainingBatch().Add(StatesInput, rows);
            done += Run(_images, batch, embeddings.AsSpan(done), cancellationToken);
        }

        return embeddings;
    }

    private float[] EmbedTexts(CancellationToken cancellationToken)
    {
        int[] all = [.. _validation.SelectMany(picture => picture.Texts)];
        float[] embeddings = new float[all.Length * _settings.EmbeddingSize];
        int done = 0;
        foreach (int[] part in all.Chunk(TextsAtOnce))
        {
            (TensorBuffer<float> states, TensorBuffer<long> mask) = _texts.Batch(part);
            using TrainingBatch batch = new TrainingBatch().Add(StatesInput, states).Add(MaskInput, mask);
            done += Run(_captions, batch, embeddings.AsSpan(done), cancellationToken);
        }

        return embeddings;
    }

    private static int Run(GraphRunner runner, TrainingBatch batch, Span<float> destination, CancellationToken cancellationToken)
    {
        using TensorBuffer<float> embeddings = (TensorBuffer<float>)runner.Run(batch, cancellationToken)[0];
        embeddings.Span.CopyTo(destination);
        return embeddings.Length;
    }

    private static string Text(int number) => number.ToString("#,0", CultureInfo.InvariantCulture);
}
