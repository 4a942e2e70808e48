using System.Text.Json;
using Vlm.Tests.Goldens;
using Vlm.Training;

namespace Vlm.Tests.Training;

/// <summary>Every optimizer step by step against PyTorch in double precision, on a quadratic function and on an MLP.</summary>
public class OptimizerGoldenTests
{
    private const double Tolerance = 2e-5;

    public static TheoryData<string> Names => [.. GoldenMlp.Settings("optimisers").EnumerateObject().Select(item => item.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Step_Mlp_ParametersAndLossesEqualToPyTorch(string name)
    {
        SafetensorsFile golden = GoldenMlp.Golden;
        using GoldenMlp mlp = new(golden);
        double[] losses = GoldenMlp.Settings("optimisers").GetProperty(name).Doubles("mlp_losses_before_each_step");
        float[][] states = mlp.Train(Create(name), null, (t, step) => Closeness.Within(losses[t], step.Loss, Tolerance));
        Closeness.Within(golden.Floats($"mlp.{name}"), [.. states.SelectMany(state => state)], Tolerance);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Step_Quadratic_ParametersEqualToPyTorch(string name)
    {
        SafetensorsFile golden = GoldenMlp.Golden;
        using ParameterSet parameters = [];
        TrainingGraph graph = new();
        Parameter w = parameters.Add("w", [6], Initialization.Values(golden.Floats("quadratic.start")));
        w.Decays = true;
        GraphValue row = graph.Use(w).Unsqueeze(0), matrix = graph.Constant(golden.Floats("quadratic.A"), 6, 6);
        GraphValue loss = (row.MatMul(matrix) * row * 0.5f).Sum() - (graph.Use(w) * graph.Constant(golden.Floats("quadratic.b"), 6)).Sum();
        using TrainingSession session = new(loss, Create(name));
        using TrainingBatch batch = new();
        List<float> states = [];
        for (int t = 0; t < 10; t++)
        {
            session.Step(batch);
            states.AddRange(w.Values);
        }

        Closeness.Within(golden.Floats($"quadratic.{name}"), [.. states], Tolerance);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Restore_InTheMiddle_SameParametersAsWithout(string name)
    {
        SafetensorsFile golden = GoldenMlp.Golden;
        using GoldenMlp whole = new(golden);
        float[] expected = whole.Train(Create(name))[^1];
        using GoldenMlp resumed = new(golden);
        Optimizer first = Create(name), second = Create(name);
        Run(resumed, first, 0, 5);
        second.Restore(first.StepCount, first.State.ToDictionary(pair => pair.Key, pair => pair.Value.ToArray()));
        Run(resumed, second, 5, 10);
        Assert.Equal(expected, resumed.Flat);
    }

    private static void Run(GoldenMlp mlp, Optimizer optimizer, int from, int to)
    {
        using TrainingSession session = new(mlp.Loss, optimizer);
        for (int t = from; t < to; t++)
        {
            using TrainingBatch batch = mlp.Batch(t);
            session.Step(batch);
        }
    }

    private static Optimizer Create(string name)
    {
        JsonElement s = GoldenMlp.Settings("optimisers").GetProperty(name);
        double Number(string key, double otherwise = 0) => s.TryGetProperty(key, out JsonElement value) ? value.GetDouble() : otherwise;
        double Beta(int index) => s.GetProperty("betas")[index].GetDouble();
        double rate = Number("lr"), decay = Number("weight_decay");
        return name.Split('_')[0] switch
        {
            "sgd" => new Sgd(rate, Number("momentum"), Number("dampening"), s.TryGetProperty("nesterov", out _), decay),
            "adam" => new Adam(rate, decay, Beta(0), Beta(1), Number("eps")),
            "amsgrad" => new Adam(rate, decay, Beta(0), Beta(1), Number("eps"), amsGrad: true),
            "adamw" => new AdamW(rate, decay, Beta(0), Beta(1), Number("eps")),
            "adagrad" => new Adagrad(rate, decay, Number("eps")),
            "rmsprop" => new RmsProp(rate, decay, Number("alpha"), Number("eps")),
            "lion" => new Lion(rate, decay, Beta(0), Beta(1)),
            _ => throw new InvalidOperationException(name),
        };
    }
}
