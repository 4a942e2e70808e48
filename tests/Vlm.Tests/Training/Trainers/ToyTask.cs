using System.Text.Json.Nodes;
using Vlm.Training;

namespace Vlm.Tests.Training.Trainers;

/// <summary>Points in the plane, inside or outside of a circle, told apart by a small network with dropout.</summary>
internal sealed class ToyTask : TrainingTask
{
    private const int Examples = 46;
    private readonly float[] _points = new float[Examples * 2];
    private readonly long[] _labels = new long[Examples];
    private readonly GraphRunner _validation;
    private readonly int? _bad;

    /// <param name="badExample">An example whose numbers are no numbers.</param>
    public ToyTask(int? badExample = null)
    {
        _bad = badExample;
        Random random = new(5);
        for (int i = 0; i < Examples; i++)
        {
            (_points[2 * i], _points[(2 * i) + 1]) = ((random.NextSingle() * 2) - 1, (random.NextSingle() * 2) - 1);
            _labels[i] = MathF.Pow(_points[2 * i], 2) + MathF.Pow(_points[(2 * i) + 1], 2) < 0.5f ? 1 : 0;
        }

        Loss = Build(isTraining: true);
        _validation = new GraphRunner([Build(isTraining: false)], threads: 1);
    }

    public override string Name => "toy";

    public override ParameterSet Parameters { get; } = new(seed: 3);

    public override GraphValue Loss { get; }

    public override int ExampleCount => Examples;

    public override string Metric => "score";

    public int Validations { get; private set; }

    /// <summary>What the validation gives in place of the loss.</summary>
    public Func<int, double>? Score { get; init; }

    /// <summary>Called at each validation.</summary>
    public Action? OnValidate { get; set; }

    public string Fact { get; init; } = "a";

    public override IReadOnlyDictionary<string, string> Facts => new Dictionary<string, string> { ["data"] = Fact };

    public override string DescribeExample(int index) => $"point {index}";

    public override TrainingBatch MakeBatch(ReadOnlySpan<int> examples, ulong draw)
    {
        CounterRandom random = new(draw, 0);
        float[] points = new float[examples.Length * 2];
        long[] labels = new long[examples.Length];
        for (int i = 0; i < examples.Length; i++)
        {
            float sign = random.NextBelow(2) == 0 ? 1 : -1;
            points[2 * i] = examples[i] == _bad ? float.NaN : sign * _points[2 * examples[i]];
            points[(2 * i) + 1] = _points[(2 * examples[i]) + 1];
            labels[i] = _labels[examples[i]];
        }

        return new TrainingBatch([.. examples.ToArray().Select(DescribeExample)])
            .Add("points", new TensorBuffer<float>(points, [examples.Length, 2]))
            .Add("labels", new TensorBuffer<long>(labels, [examples.Length]));
    }

    public override Task<IReadOnlyDictionary<string, double>> ValidateAsync(CancellationToken cancellationToken)
    {
        OnValidate?.Invoke();
        cancellationToken.ThrowIfCancellationRequested();
        Validations++;
        return Task.FromResult<IReadOnlyDictionary<string, double>>(new Dictionary<string, double> { ["score"] = Score?.Invoke(Validations) ?? -ValidationLoss() });
    }

    public double ValidationLoss()
    {
        using TrainingBatch all = new TrainingBatch().Add("points", new TensorBuffer<float>((float[])_points.Clone(), [Examples, 2])).Add("labels", new TensorBuffer<long>((long[])_labels.Clone(), [Examples]));
        using TensorBuffer loss = _validation.Run(all)[0];
        return ((TensorBuffer<float>)loss).Span[0];
    }

    public override Task<IReadOnlyDictionary<string, JsonNode>> ExportAsync(string folder, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.Combine(folder, "toy"));
        File.WriteAllText(Path.Combine(folder, "toy", "weights.txt"), string.Join(' ', Parameters[0].Values.ToArray()));
        return Task.FromResult<IReadOnlyDictionary<string, JsonNode>>(new Dictionary<string, JsonNode> { ["toy"] = new JsonObject { ["folder"] = "toy" } });
    }

    public float[] Weights() => [.. Parameters.SelectMany(parameter => parameter.Values.ToArray())];

    protected override void Dispose(bool isDisposing)
    {
        _validation.Dispose();
        base.Dispose(isDisposing);
    }

    private GraphValue Build(bool isTraining)
    {
        TrainingGraph graph = new(isTraining: isTraining);
        LayerScope layers = new(graph, Parameters);
        GraphValue points = graph.Input("points", TensorElementType.Float32, "batch", 2), labels = graph.Input("labels", TensorElementType.Int64, "batch");
        return layers.Linear(layers.Linear(points, "inner", 32).Gelu().Dropout(0.1f), "outer", 2).CrossEntropy(labels);
    }
}
