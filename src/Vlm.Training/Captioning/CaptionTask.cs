using System.Globalization;
using System.Text.Json.Nodes;
using Vlm.Evaluation;

namespace Vlm.Training;

/// <summary>
/// Trains a captioner. An example is a picture with all of its captions, which share one reading of the picture. Chosen by the
/// CIDEr-D of the likeliest words on the validation pictures.
/// </summary>
internal abstract class CaptionTask : TrainingTask
{
    /// <summary>The layer that reduces the rows.</summary>
    private protected const string ReductionLayer = "decoder.reduction";

    private readonly IReadOnlyList<CaptionedPicture> _train;
    private readonly IReadOnlyList<CaptionedPicture> _validation;
    private readonly int[][][] _targets;
    private readonly int? _threads;
    private CaptionSampler? _sampler;

    private protected CaptionTask(
        CaptionerSettings settings, CaptionVocabulary vocabulary, IPictureRows rows, IReadOnlyList<CaptionedPicture> train, IReadOnlyList<CaptionedPicture> validation, long seed, int? threads, float smoothing, float? drawnAt = null)
    {
        settings.Check("settings");
        Settings = settings;
        Vocabulary = vocabulary;
        PictureRows = rows;
        _train = train;
        _validation = validation;
        _threads = threads;
        _targets = [.. train.Select(picture => picture.Captions.Select(caption => vocabulary.Target(caption, settings.MaxNewTokens)).Where(target => target.Length > 1).ToArray())];
        if (Array.FindIndex(_targets, captions => captions.Length == 0) is >= 0 and int empty)
        {
            throw new TrainingException($"The training picture '{train[empty].Name}' has no caption with a word in it. Give it one, or leave it out.");
        }

        Parameters = new ParameterSet(seed);
        Loss = Build(smoothing, drawnAt);
        Parameters.TrainAt(ReductionLayer, settings.ReductionRate);
        Parameters.StoreAs(ParameterStorage.Float16);
    }

    public override string Name => "caption";

    public override ParameterSet Parameters { get; }

    public override GraphValue Loss { get; }

    public override int ExampleCount => _train.Count;

    public override string Metric => "cider";

    public override IReadOnlyDictionary<string, string> Facts => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["training pictures"] = Text(_train.Count),
        ["training captions"] = Text(_targets.Sum(captions => captions.Length)),
        ["validation pictures"] = Text(_validation.Count),
        ["words"] = Text(Vocabulary.Tokens.Count),
        ["layers"] = $"{Text(Settings.Layers)} of {Text(Settings.Width)}, {Text(Settings.Heads)} heads, inner {Text(Settings.Inner)}",
        ["picture rows"] = $"{Text(PictureRows.Rows)} of {Text(PictureRows.RowSize)}, reduced to {Text(Settings.Reduced)}, {Text(PictureRows.Views)} views",
    };

    protected CaptionerSettings Settings { get; }

    protected CaptionVocabulary Vocabulary { get; }

    protected IPictureRows PictureRows { get; }

    protected IReadOnlyList<CaptionedPicture> Train => _train;

    /// <summary>What each training picture's captions teach to write.</summary>
    protected IReadOnlyList<int[][]> Targets => _targets;

    protected CaptionSampler Sampler => _sampler ??= new CaptionSampler(Parameters, Settings, Vocabulary.Tokens.Count, PictureRows, _threads);

    public override string DescribeExample(int index) => $"{_train[index].Name}: \"{_train[index].Captions[0]}\"";

    public override double WeightOf(ReadOnlySpan<int> examples, TrainingBatch batch) => batch.Tensors["input_ids"].Length;

    public override Task<IReadOnlyDictionary<string, double>> ValidateAsync(CancellationToken cancellationToken) => Task.Run<IReadOnlyDictionary<string, double>>(
        () =>
        {
            int[][][] written = Sampler.Write([.. _validation.Select(picture => picture.Index)], 1, null, cancellationToken);
            CaptionSet captions = CaptionSet.Create([.. _validation.Select((picture, i) => new CaptionItem { Id = picture.Name, Candidate = Vocabulary.Decode(written[i][0]), References = picture.Captions })]);
            return new Dictionary<string, double>(StringComparer.Ordinal)
            {
                [Metric] = CiderD.Compute(captions, cancellationToken: cancellationToken).Corpus,
                ["words"] = written.Average(caption => caption[0].Count(id => id != CaptionTokens.End)),
            };
        },
        cancellationToken);

    public override Task<IReadOnlyDictionary<string, JsonNode>> ExportAsync(string folder, CancellationToken cancellationToken)
    {
        CaptionHeadFiles files = new(Parameters, Settings, Vocabulary, PictureRows.Rows, PictureRows.RowSize);
        return Task.Run(() => files.Write(folder), cancellationToken);
    }

    /// <summary>A batch with the rows of some pictures, in views that are drawn, some of the rows blanked.</summary>
    private protected TrainingBatch Begin(ReadOnlySpan<int> examples, ulong draw)
    {
        int[] chosen = examples.ToArray();
        TensorBuffer<float> features = DrawnRows.Of(PictureRows, Array.ConvertAll(chosen, example => _train[example].Index), Settings.RowDropout, draw);
        return new TrainingBatch(Array.ConvertAll(chosen, DescribeExample)).Add("encoder_hidden_states", features);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool isDisposing)
    {
        if (isDisposing)
        {
            _sampler?.Dispose();
        }

        base.Dispose(isDisposing);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private GraphValue Build(float smoothing, float? drawnAt)
    {
        TrainingGraph graph = new(isTraining: true);
        CaptionDecoder decoder = new(graph, Parameters, Settings, Vocabulary.Tokens.Count, PictureRows.Rows);
        GraphValue features = graph.Input("encoder_hidden_states", TensorElementType.Float32, "pictures", PictureRows.Rows, PictureRows.RowSize);
        GraphValue ids = graph.Input("input_ids", TensorElementType.Int64, "tokens"), positions = graph.Input("positions", TensorElementType.Int64, "tokens");
        GraphValue labels = graph.Input("labels", TensorElementType.Int64, "tokens"), weights = graph.Input("weights", TensorElementType.Float32, "tokens");
        GraphValue logits = decoder.Logits(ids, positions, decoder.Picture(features), PackedCaptions.Layout(graph, Settings.Heads));
        logits = drawnAt is { } temperature ? WordChoice.Drawable(logits, temperature) : logits;
        return (logits.CrossEntropy(labels, new CrossEntropyOptions { LabelSmoothing = smoothing, Reduction = Reduction.None }) * weights).Sum();
    }
}
