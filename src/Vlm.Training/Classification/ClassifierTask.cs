using System.Globalization;
using System.Text.Json.Nodes;

namespace Vlm.Training;

/// <summary>Trains an image classifier over the cells that an encoder gives.</summary>
internal sealed class ClassifierTask : TrainingTask
{
    private const int PicturesAtOnce = 64;

    private readonly ClassifierSettings _settings;
    private readonly IPictureInput _pictures;
    private readonly IReadOnlyList<string> _labels;
    private readonly IReadOnlyList<LabelledPicture> _train;
    private readonly IReadOnlyList<LabelledPicture> _validation;
    private readonly int? _threads;
    private GraphRunner _runner;

    public ClassifierTask(
        ClassifierSettings settings, IPictureInput input, IReadOnlyList<string> labels, IReadOnlyList<LabelledPicture> train, IReadOnlyList<LabelledPicture> validation, long seed, int? threads)
    {
        settings.Check("settings");
        if (labels.Count < 2)
        {
            throw new TrainingException($"There is {(labels.Count == 0 ? "no class" : $"one class, '{labels[0]}'")}; a classifier tells two or more apart. Give each picture a label, or a folder a class.");
        }

        (_settings, _pictures, _labels, _train, _validation, _threads) = (settings, input, labels, train, validation, threads);
        Parameters = new ParameterSet(seed);
        Loss = BuildLoss();
        Parameters.StoreAs(ParameterStorage.Float16);
        _runner = OpenRunner();
    }

    public override string Name => "classify";

    public override ParameterSet Parameters { get; }

    public override GraphValue Loss { get; }

    public override int ExampleCount => _train.Count;

    public override string Metric => ClassifierScores.Accuracy;

    public override EncoderKinds TunedEncoders => _pictures.Encoder is null ? EncoderKinds.None : EncoderKinds.Image;

    public override IReadOnlyDictionary<string, string> Facts => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["classes"] = $"{Text(_labels.Count)}: {string.Join(", ", _labels.Take(20))}{(_labels.Count > 20 ? ", …" : "")}",
        ["training pictures"] = Text(_train.Count),
        ["validation pictures"] = Text(_validation.Count),
        ["picture cells"] = $"{Text(_pictures.Rows)} of {Text(_pictures.RowSize)} numbers, {Text(_pictures.Views)} views",
        ["image encoder"] = _pictures.Encoder?.Description ?? TunedEncoder.Untouched,
    };

    public override string DescribeExample(int index) => $"{_train[index].Name} ({_labels[_train[index].Label]})";

    public override TrainingBatch MakeBatch(ReadOnlySpan<int> examples, ulong draw)
    {
        LabelledPicture[] pictures = [.. examples.ToArray().Select(i => _train[i])];
        CounterRandom random = new(draw, 0);
        DrawnPicture[] drawn = [.. pictures.Select(picture => new DrawnPicture(picture.Row, random.NextBelow(_pictures.Views)))];
        TrainingBatch batch = new([.. examples.ToArray().Select(DescribeExample)]);
        _pictures.Feed(batch, drawn);
        return batch.Add("labels", new TensorBuffer<long>(pictures.Select(picture => (long)picture.Label).ToArray(), [pictures.Length]));
    }

    public override Task<IReadOnlyDictionary<string, double>> ValidateAsync(CancellationToken cancellationToken) => Task.Run(() => Validate(cancellationToken), cancellationToken);

    public override void Settle()
    {
        _pictures.Encoder?.Settle(Parameters);
        base.Settle();
        _runner.Dispose();
        _runner = OpenRunner();
    }

    public override Task<IReadOnlyDictionary<string, JsonNode>> ExportAsync(string folder, CancellationToken cancellationToken)
    {
        TrainingGraph graph = new();
        GraphValue logits = Logits(graph, graph.Input(ClassifierFiles.Input, TensorElementType.Float32, "batch", _pictures.Rows, _pictures.RowSize));
        _pictures.Encoder?.Write(Parameters, folder);
        return Task.FromResult(ClassifierFiles.Write(folder, logits, _labels));
    }

    protected override void Dispose(bool isDisposing)
    {
        _runner.Dispose();
        base.Dispose(isDisposing);
    }

    private IReadOnlyDictionary<string, double> Validate(CancellationToken cancellationToken)
    {
        List<float> logits = [];
        foreach (LabelledPicture[] part in _validation.Chunk(PicturesAtOnce))
        {
            using TrainingBatch batch = new();
            _pictures.Feed(batch, [.. part.Select(picture => new DrawnPicture(picture.Row))], cancellationToken);
            using TensorBuffer<float> scores = (TensorBuffer<float>)_runner.Run(batch, cancellationToken)[0];
            logits.AddRange(scores.Span);
        }

        return ClassifierScores.Of([.. logits], _validation, _labels.Count);
    }

    private GraphRunner OpenRunner()
    {
        TrainingGraph graph = new();
        return new GraphRunner([Logits(graph, _pictures.AddTo(graph, Parameters))], _threads);
    }

    private GraphValue BuildLoss()
    {
        TrainingGraph graph = new(isTraining: true);
        float[] counts = new float[_labels.Count];
        foreach (LabelledPicture picture in _train)
        {
            counts[picture.Label]++;
        }

        GraphValue? weights = _settings.BalancesClasses ? graph.Constant(Array.ConvertAll(counts, count => count == 0 ? 0 : _train.Count / (count * _labels.Count)), _labels.Count) : null;
        return Logits(graph, _pictures.AddTo(graph, Parameters)).CrossEntropy(
            graph.Input("labels", TensorElementType.Int64, "pictures"), new CrossEntropyOptions { LabelSmoothing = (float)_settings.LabelSmoothing, ClassWeights = weights });
    }

    private GraphValue Logits(TrainingGraph graph, GraphValue rows)
    {
        LayerScope layers = new(graph, Parameters, "classifier.");
        GraphValue pooled = rows.Mean([1]);
        if (_settings.WeighsCells)
        {
            GraphValue weights = layers.Linear(rows, "weights", 1, initialization: Initialization.Zeros).Softmax(axis: 1);
            pooled = (rows * weights).Sum([1]);
        }

        GraphValue features = layers.LayerNormalization(pooled, "norm");
        features = _settings.Hidden == 0 ? features : layers.Linear(features, "hidden", _settings.Hidden).Gelu();
        return layers.Linear(features.Dropout((float)_settings.Dropout), "output", _labels.Count);
    }

    private static string Text(int number) => number.ToString("#,0", CultureInfo.InvariantCulture);
}
