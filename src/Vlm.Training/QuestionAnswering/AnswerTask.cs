using System.Globalization;
using System.Numerics.Tensors;
using System.Text.Json.Nodes;
using Vlm.Evaluation;

namespace Vlm.Training;

/// <summary>
/// Trains a head that answers questions about pictures with one of a list of answers. An example is a picture with its
/// questions; chosen by VQA accuracy on the validation pictures.
/// </summary>
internal sealed class AnswerTask : TrainingTask
{
    private const int PicturesPerRun = 50;
    private const string Reduction = "fusion.reduction";

    private readonly AnswererSettings _settings;
    private readonly AnswerTargets _targets;
    private readonly QuestionStates _states;
    private readonly IPictureRows _rows;
    private readonly IReadOnlyList<AskedPicture> _train;
    private readonly IReadOnlyList<AskedPicture> _validation;
    private readonly PictureWords? _words;
    private readonly IAnswerModel _model;
    private GraphRunner? _scorer;

    /// <summary>Builds the graph.</summary>
    /// <param name="settings">The form and the sizes.</param>
    /// <param name="targets">The answers to choose among.</param>
    /// <param name="states">The states of all questions.</param>
    /// <param name="rows">The pictures' rows.</param>
    /// <param name="train">The pictures to learn from; questions whose answers cannot be chosen are left out.</param>
    /// <param name="validation">The pictures to score, with all of their questions.</param>
    /// <param name="seed">What the initial numbers are drawn from.</param>
    /// <param name="stored">A head in files that is trained on; null to begin a new one.</param>
    public AnswerTask(
        AnswererSettings settings, AnswerTargets targets, QuestionStates states, IPictureRows rows, IReadOnlyList<AskedPicture> train, IReadOnlyList<AskedPicture> validation, long seed = 0, StoredAnswerModel? stored = null)
    {
        settings.Check("settings");
        _settings = settings;
        _targets = targets;
        _states = states;
        _rows = rows;
        _train = [.. train.Select(picture => picture with { Questions = [.. picture.Questions.Where(targets.CanLearn)] }).Where(picture => picture.Questions.Count > 0)];
        _validation = [.. validation.Where(picture => picture.Questions.Count > 0)];
        _words = settings.WordWeight > 0 && stored is null ? new PictureWords(_train, settings.Words) : null;
        if (_train.Count == 0 || _validation.Count == 0)
        {
            throw new TrainingException($"{_train.Count} training and {_validation.Count} validation pictures have questions that can be answered; both are needed.");
        }

        Parameters = new ParameterSet(seed);
        _model = (IAnswerModel?)stored ?? new AnswerModel(settings, targets, rows.Rows, rows.RowSize, states.Size);
        Loss = BuildLoss();
        if (stored is not null)
        {
            return;
        }

        Parameters.StoreAs(ParameterStorage.Float16);
        PrincipalComponents.Fill(Parameters, Reduction, rows, [.. _train.Select(picture => picture.Index)], seed);
        Parameters.TrainAt(Reduction, settings.TrainsReduction ? 1 : 0);
    }

    public override string Name => "vqa";

    public override ParameterSet Parameters { get; }

    public override GraphValue Loss { get; }

    public override int ExampleCount => _train.Count;

    public override string Metric => "accuracy";

    public override IReadOnlyDictionary<string, string> Facts => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["training pictures"] = Text(_train.Count),
        ["training questions"] = Text(_train.Sum(picture => picture.Questions.Count)),
        ["validation questions"] = Text(_validation.Sum(picture => picture.Questions.Count)),
        ["answers"] = Text(_targets.Answers.Count),
        ["fusion"] = $"{_settings.Fusion}, width {Text(_settings.Width)}, inner {Text(_settings.Inner)}",
        ["picture rows"] = $"{Text(_rows.Rows)} of {Text(_rows.RowSize)}, reduced to {Text(_settings.Reduced)}, {Text(_rows.Views)} views",
    };

    public override string DescribeExample(int index) => $"{_train[index].Name}: \"{_train[index].Questions[0].Text}\"";

    public override TrainingBatch MakeBatch(ReadOnlySpan<int> examples, ulong draw)
    {
        int[] chosen = examples.ToArray();
        int places = _settings.QuestionsPerPicture;
        CounterRandom random = new(draw, CounterRandom.StreamOf("questions"));
        DataSetQuestion[][] questions = Array.ConvertAll(chosen, example => Drawn(_train[example].Questions, places, ref random));
        TrainingBatch batch = new TrainingBatch(Array.ConvertAll(chosen, DescribeExample))
            .Add("image_features", DrawnRows.Of(_rows, Array.ConvertAll(chosen, example => _train[example].Index), _settings.RowDropout, draw));
        new AnswerBatch(_states, Array.ConvertAll(questions, own => Array.ConvertAll(own, question => question.Text)), places).AddQuestions(batch);
        int count = questions.Sum(own => own.Length), answers = _targets.Answers.Count;
        TensorBuffer<float> targets = TensorBuffer.Rent<float>(chosen.Length, places, answers);
        targets.Span.Clear();
        for (int i = 0; i < chosen.Length; i++)
        {
            for (int k = 0; k < questions[i].Length; k++)
            {
                _targets.AddTo(targets.Span.Slice(((i * places) + k) * answers, answers), questions[i][k], _settings.LabelSmoothing, 1f / count);
            }
        }

        batch.Add("targets", targets);
        return _words is null ? batch : batch.Add("words", _words.Of(chosen));
    }

    public override Task<IReadOnlyDictionary<string, double>> ValidateAsync(CancellationToken cancellationToken) =>
        Task.Run<IReadOnlyDictionary<string, double>>(() => Validate(cancellationToken), cancellationToken);

    public override Task<IReadOnlyDictionary<string, JsonNode>> ExportAsync(string folder, CancellationToken cancellationToken) =>
        Task.Run(() => _model.Write(Parameters, folder), cancellationToken);

    /// <inheritdoc/>
    protected override void Dispose(bool isDisposing)
    {
        if (isDisposing)
        {
            _scorer?.Dispose();
        }

        base.Dispose(isDisposing);
    }

    /// <summary>The logits of the answers to some pictures' questions with the parameters as they are, [pictures, questions, answers].</summary>
    /// <param name="pictures">The pictures.</param>
    /// <param name="places">The most questions of a picture, as the graph was built.</param>
    /// <param name="cancellationToken">Stops the run.</param>
    internal TensorBuffer<float> Logits(IReadOnlyList<AskedPicture> pictures, int places, CancellationToken cancellationToken)
    {
        _scorer ??= new GraphRunner([Build(new TrainingGraph(), places, out _)]);
        using TrainingBatch batch = new();
        TensorBuffer<float> rows = TensorBuffer.Rent<float>(pictures.Count, _rows.Rows, _rows.RowSize);
        Parallel.For(0, pictures.Count, i => _rows.CopyRows(pictures[i].Index, 0, rows.Row(i)));
        batch.Add("image_features", rows);
        new AnswerBatch(_states, [.. pictures.Select(picture => picture.Questions.Select(question => question.Text).ToArray())], places).AddQuestions(batch);
        return (TensorBuffer<float>)_scorer.Run(batch, cancellationToken)[0];
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static DataSetQuestion[] Drawn(IReadOnlyList<DataSetQuestion> questions, int places, ref CounterRandom random) =>
        questions.Count <= places ? [.. questions] : [.. random.Permutation(questions.Count).Take(places).Select(i => questions[i])];

    private Dictionary<string, double> Validate(CancellationToken cancellationToken)
    {
        int places = _validation.Max(picture => picture.Questions.Count), answers = _targets.Answers.Count;
        List<(string Type, double Score)> scores = [];
        foreach (AskedPicture[] pictures in _validation.Chunk(PicturesPerRun))
        {
            using TensorBuffer<float> logits = Logits(pictures, places, cancellationToken);
            for (int i = 0; i < pictures.Length; i++)
            {
                for (int k = 0; k < pictures[i].Questions.Count; k++)
                {
                    int answer = TensorPrimitives.IndexOfMax<float>(logits.Span.Slice(((i * places) + k) * answers, answers));
                    scores.Add((pictures[i].Questions[k].Type ?? "", _targets.Score(pictures[i].Questions[k], answer)));
                }
            }
        }

        Dictionary<string, double> figures = new(StringComparer.Ordinal) { [Metric] = scores.Average(score => score.Score) };
        foreach (IGrouping<string, (string Type, double Score)> type in scores.Where(score => score.Type.Length > 0).GroupBy(score => score.Type, StringComparer.Ordinal).OrderBy(type => type.Key, StringComparer.Ordinal))
        {
            figures[$"{Metric} {type.Key}"] = type.Average(score => score.Score);
        }

        return figures;
    }

    private GraphValue BuildLoss()
    {
        TrainingGraph graph = new(isTraining: true);
        GraphValue logits = Build(graph, _settings.QuestionsPerPicture, out AnswerParts parts);
        GraphValue targets = graph.Input("targets", TensorElementType.Float32, "pictures", _settings.QuestionsPerPicture, _targets.Answers.Count);
        GraphValue loss = Cost(logits, targets);
        foreach (GraphValue side in parts.Sides)
        {
            loss += Cost(side, targets);
        }

        if (_words is null)
        {
            return loss;
        }

        GraphValue words = graph.Input("words", TensorElementType.Float32, "pictures", _settings.Words);
        return loss + (parts.Words!.BinaryCrossEntropy(words) * _settings.WordWeight);
    }

    // The weights of the questions stand in the targets already.
    private static GraphValue Cost(GraphValue logits, GraphValue targets) => -(logits.LogSoftmax() * targets).Sum();

    private GraphValue Build(TrainingGraph graph, int places, out AnswerParts parts)
    {
        GraphValue rows = graph.Input("image_features", TensorElementType.Float32, "pictures", _rows.Rows, _rows.RowSize);
        GraphValue states = graph.Input("question_states", TensorElementType.Float32, "pictures", places, "length", _states.Size);
        GraphValue mask = graph.Input("question_mask", TensorElementType.Int64, "pictures", places, "length");
        return _model.Logits(graph, Parameters, rows, states, mask, _words is not null && graph.IsTraining, out parts);
    }
}
