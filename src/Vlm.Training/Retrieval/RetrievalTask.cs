using System.Globalization;
using System.Text.Json.Nodes;

namespace Vlm.Training;

/// <summary>Trains a retrieval head: two towers whose embeddings of a picture and of its captions lie near each other.</summary>
internal sealed class RetrievalTask : TrainingTask
{
    private const string Folder = "retrieval";
    private const string ImageFile = $"{Folder}/image_projection.onnx";
    private const string TextFile = $"{Folder}/text_projection.onnx";
    private const float NeighbourSharpness = 20;

    private readonly RetrievalSettings _settings;
    private readonly IPictureInput _pictures;
    private readonly ITextInput _texts;
    private readonly IReadOnlyList<PairedPicture> _train;
    private readonly IReadOnlyList<PairedPicture> _validation;
    private readonly int? _threads;
    private RetrievalScorer _scorer;

    /// <summary>Builds the graph.</summary>
    /// <param name="settings">The sizes.</param>
    /// <param name="rows">The rows that the first layer begins with the principal components of.</param>
    /// <param name="pictures">The pictures.</param>
    /// <param name="texts">Their texts.</param>
    /// <param name="train">The pictures to learn from.</param>
    /// <param name="validation">The pictures to score.</param>
    /// <param name="seed">What the initial numbers are drawn from.</param>
    /// <param name="threads">Threads of validation; null for all.</param>
    /// <param name="stored">Towers that are trained on; null to begin new ones.</param>
    public RetrievalTask(
        RetrievalSettings settings, IPictureRows rows, IPictureInput pictures, ITextInput texts, IReadOnlyList<PairedPicture> train, IReadOnlyList<PairedPicture> validation, long seed, int? threads, StoredTowers? stored = null)
    {
        settings.Check("settings");
        if (settings.KeptCells > pictures.Rows)
        {
            throw new TrainingException($"settings: retrieval: keptCells is {settings.KeptCells}; the image encoder gives {pictures.Rows} cells.");
        }

        (_settings, _pictures, _texts, _train, _validation, _threads) = (settings, pictures, texts, train, validation, threads);
        Parameters = new ParameterSet(seed);
        Loss = BuildLoss();
        Parameters.StoreAs(ParameterStorage.Float16);
        if (stored is null)
        {
            PrincipalComponents.Fill(Parameters, RetrievalTowers.Reduction, rows, [.. train.Select(picture => picture.Row)], seed);
        }
        else
        {
            stored.Fill(Parameters);
        }

        Parameters.TrainAt(RetrievalTowers.Reduction, settings.ReductionRate);
        _scorer = new RetrievalScorer(settings, Parameters, pictures, texts, validation, threads);
    }

    public override string Name => "retrieval";

    public override ParameterSet Parameters { get; }

    public override GraphValue Loss { get; }

    public override int ExampleCount => _train.Count;

    // All recalls of both directions together: with a thousand pictures a single R@1 is mostly noise.
    public override string Metric => RetrievalScorer.RecallSum;

    public override EncoderKinds TunedEncoders => (_pictures.Encoder is null ? 0 : EncoderKinds.Image) | (_texts.Encoder is null ? 0 : EncoderKinds.Text);

    public override IReadOnlyDictionary<string, string> Facts => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["training pictures"] = Text(_train.Count),
        ["training captions"] = Text(_train.Sum(picture => picture.Texts.Count)),
        ["validation pictures"] = Text(_validation.Count),
        ["validation captions"] = Text(_validation.Sum(picture => picture.Texts.Count)),
        ["picture cells"] = $"{Text(_pictures.Rows)} of {Text(_pictures.RowSize)} numbers, {Text(_pictures.Views)} views",
        ["token states"] = $"{Text(_texts.Width)} numbers",
        ["image encoder"] = _pictures.Encoder?.Description ?? TunedEncoder.Untouched,
        ["text encoder"] = _texts.Encoder?.Description ?? TunedEncoder.Untouched,
    };

    public override string DescribeExample(int index) => _train[index].Name;

    public override TrainingBatch MakeBatch(ReadOnlySpan<int> examples, ulong draw)
    {
        int[] pictures = examples.ToArray();
        DrawnPicture[] drawn = new DrawnPicture[pictures.Length];
        int[][] texts = new int[pictures.Length][];
        Parallel.For(0, pictures.Length, i =>
        {
            CounterRandom random = new(draw, (ulong)i);
            PairedPicture picture = _train[pictures[i]];
            int view = random.NextBelow(_pictures.Views);
            drawn[i] = new DrawnPicture(picture.Row, view, _settings.KeptCells is { } kept ? random.Permutation(_pictures.Rows)[..kept] : null);
            texts[i] = [.. random.Permutation(picture.Texts.Count).Take(_settings.CaptionsPerPicture).Select(k => picture.Texts[k])];
        });
        TrainingBatch batch = new([.. pictures.Select(DescribeExample)]);
        _pictures.Feed(batch, drawn);
        _texts.Feed(batch, [.. texts.SelectMany(own => own)]);
        long[] owners = [.. texts.SelectMany((own, i) => own.Select(_ => (long)i))];
        return batch.Add("owners", new TensorBuffer<long>(owners, [owners.Length]));
    }

    public override Task<IReadOnlyDictionary<string, double>> ValidateAsync(CancellationToken cancellationToken) => Task.Run(() => _scorer.Score(cancellationToken), cancellationToken);

    public override void Settle()
    {
        _pictures.Encoder?.Settle(Parameters);
        _texts.Encoder?.Settle(Parameters);
        base.Settle();
        _scorer.Dispose();
        _scorer = new RetrievalScorer(_settings, Parameters, _pictures, _texts, _validation, _threads);
    }

    public override async Task<IReadOnlyDictionary<string, JsonNode>> ExportAsync(string folder, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.Combine(folder, Folder));
        TrainingGraph image = new(), text = new();
        const string states = "last_hidden_state";
        GraphValue cells = image.Input(states, TensorElementType.Float32, "batch", _pictures.Rows, _pictures.RowSize);
        image.WriteOnnx(Path.Combine(folder, ImageFile), ("image_embeds", RetrievalTowers.Image(new LayerScope(image, Parameters), cells, _settings)));
        GraphValue tokens = text.Input(states, TensorElementType.Float32, "batch", "length", _texts.Width), mask = text.Input("attention_mask", TensorElementType.Int64, "batch", "length");
        text.WriteOnnx(Path.Combine(folder, TextFile), ("text_embeds", RetrievalTowers.Text(new LayerScope(text, Parameters), tokens, mask, _settings)));
        JsonObject config = new()
        {
            ["projection_dim"] = _settings.EmbeddingSize,
            ["normalized"] = true,
            [StoredTowers.ScaleKey] = Math.Exp(Parameters[RetrievalTowers.LogScale].Values[0]),
        };
        await File.WriteAllTextAsync(Path.Combine(folder, Folder, StoredTowers.Config), config.ToJsonString(TrainingSettingsFile.Options) + "\n", cancellationToken).ConfigureAwait(false);
        _pictures.Encoder?.Write(Parameters, folder);
        _texts.Encoder?.Write(Parameters, folder);
        return new Dictionary<string, JsonNode> { ["retrieval"] = new JsonObject { ["image"] = ImageFile, ["text"] = TextFile } };
    }

    protected override void Dispose(bool isDisposing)
    {
        _scorer.Dispose();
        base.Dispose(isDisposing);
    }

    private GraphValue BuildLoss()
    {
        TrainingGraph graph = new(isTraining: true);
        LayerScope layers = new(graph, Parameters);
        GraphValue image = RetrievalTowers.Image(layers, _pictures.AddTo(graph, Parameters, _settings.KeptCells), _settings);
        (GraphValue states, GraphValue mask) = _texts.AddTo(graph, Parameters);
        GraphValue text = RetrievalTowers.Text(layers, states, mask, _settings);
        GraphValue scale = layers.Parameter(RetrievalTowers.LogScale, [], Initialization.Constant((float)-Math.Log(_settings.Temperature)));
        GraphValue owners = graph.Input("owners", TensorElementType.Int64, "texts");
        if (_settings.NeighbourWeight == 0)
        {
            return ContrastiveLosses.InfoNce(image, text, scale, owners);
        }

        // [texts, texts]: how near what is said of a picture is to each caption, in the eyes of the text encoder, which is not to learn from it.
        GraphValue said = RetrievalTowers.Mean(states.StopGradient(), mask).L2Normalize();
        GraphValue near = (said.MatMul(said.Transpose(1, 0)) * NeighbourSharpness).Softmax();
        GraphValue pairs = ContrastiveLosses.Pairs(image, text, owners), own = pairs / pairs.Sum([1], keepDims: true);
        float weight = (float)_settings.NeighbourWeight;
        return ContrastiveLosses.SoftInfoNce(
            image, text, scale, (own * (1 - weight)) + (own.MatMul(near) * weight), (pairs * (1 - weight)) + (pairs.MatMul(near.Transpose(1, 0)) * weight));
    }

    private static string Text(int number) => number.ToString("#,0", CultureInfo.InvariantCulture);
}
