using Vlm.Tests.Goldens;
using Vlm.Training;

namespace Vlm.Tests.Training;

/// <summary>Clipping, accumulation, averages and per-parameter settings against training.safetensors.</summary>
public class TrainingGoldenTests
{
    private const double Tolerance = 2e-5;

    private static SafetensorsFile Golden => SafetensorsFile.Read(GoldenFolder.Path("gradients", "training.safetensors"));

    [Theory]
    [InlineData("clip_norm_0.5", 0.5)]
    [InlineData("clip_norm_100", 100)]
    public void Step_ClippedByNorm_EqualToPyTorch(string name, double limit)
    {
        double[] norms = GoldenMlp.Settings("clipping").Doubles($"norms_before_{name["clip_norm_".Length..].Insert(0, "clip_")}");
        using GoldenMlp mlp = new(GoldenMlp.Golden);
        Equal(name, mlp.Train(new Sgd(0.2), new TrainingSessionOptions { MaxGradientNorm = limit }, (t, step) => Closeness.Within(norms[t], step.GradientNorm, Tolerance)));
    }

    [Fact]
    public void Step_ClippedByNormWithAdamW_EqualToPyTorch()
    {
        using GoldenMlp mlp = new(GoldenMlp.Golden);
        Equal("clip_norm_0.5_adamw", mlp.Train(new AdamW(0.02, 0.1), new TrainingSessionOptions { MaxGradientNorm = 0.5 }));
    }

    [Fact]
    public void Step_ClippedByValue_EqualToPyTorch()
    {
        using GoldenMlp mlp = new(GoldenMlp.Golden);
        Equal("clip_value_0.05", mlp.Train(new Sgd(0.2), new TrainingSessionOptions { MaxGradientValue = 0.05 }));
    }

    [Fact]
    public void Step_NoDecayAndOtherRateForBiases_EqualToPyTorch()
    {
        using GoldenMlp mlp = new(GoldenMlp.Golden);
        foreach (Parameter parameter in mlp.Parameters.Where(parameter => parameter.Shape.Count == 1))
        {
            parameter.Decays = false;
            parameter.LearningRateScale = 0.005 / 0.02;
        }

        Equal("adamw_no_decay_on_biases_lr_0.005", mlp.Train(new AdamW(0.02, 0.2)));
    }

    [Theory]
    [InlineData("accumulation.mean_of_means", false)]
    [InlineData("accumulation.by_samples", true)]
    public void Apply_ThreeParts_GradientEqualToPyTorch(string name, bool bySamples)
    {
        using GoldenMlp mlp = new(GoldenMlp.Golden);
        float[] before = mlp.Flat;
        using TrainingSession session = new(mlp.Loss, new Sgd(1));
        foreach ((int from, int count) in new[] { (0, 5), (5, 4), (9, 3) })
        {
            using TrainingBatch part = mlp.Batch(0, from, count);
            session.Accumulate(part, bySamples ? count : 1);
        }

        session.Apply();
        Closeness.Within(Golden.Floats(name), [.. before.Zip(mlp.Flat, (w, stepped) => w - stepped)], Tolerance);
    }

    [Theory]
    [InlineData("ema_0.9", 0.9, false)]
    [InlineData("ema_0.99", 0.99, false)]
    [InlineData("ema_warmup_0.999", 0.999, true)]
    public void Update_ExponentialAverage_EqualToPyTorch(string name, double decay, bool warmsUp)
    {
        using GoldenMlp mlp = new(GoldenMlp.Golden);
        WeightAverage average = WeightAverage.Exponential(mlp.Parameters, decay, warmsUp);
        List<float[]> states = [];
        mlp.Train(new Sgd(0.1), null, (_, _) => states.Add(Averaged(mlp, average)));
        Equal(name, [.. states]);
    }

    [Fact]
    public void Update_MeanOfTen_EqualToPyTorch()
    {
        using GoldenMlp mlp = new(GoldenMlp.Golden);
        WeightAverage average = WeightAverage.Mean(mlp.Parameters);
        float[] mean = [];
        mlp.Train(new Sgd(0.1), null, (_, _) => mean = Averaged(mlp, average));
        Closeness.Within(Golden.Floats("swa_mean_of_10"), mean, Tolerance);
    }

    private static float[] Averaged(GoldenMlp mlp, WeightAverage average)
    {
        average.Update();
        average.Swap();
        float[] averaged = mlp.Flat;
        average.Swap();
        return averaged;
    }

    private static void Equal(string name, float[][] states) => Closeness.Within(Golden.Floats(name), [.. states.SelectMany(state => state)], Tolerance);
}
