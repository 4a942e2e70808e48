using System.Text.Json;
using Vlm.Tests.Goldens;
using Vlm.Training;

namespace Vlm.Tests.Training;

/// <summary>The learning rate of 200 steps of every schedule against PyTorch and transformers.</summary>
public class ScheduleGoldenTests
{
    private const double Tolerance = 1e-9;

    private static readonly JsonElement Golden = GoldenJson.Read(GoldenFolder.Path("gradients", "schedules.json"));

    public static TheoryData<string> Names => [.. Golden.GetProperty("schedules").EnumerateObject().Select(item => item.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void RateAt_GoldenSchedule_EqualToPyTorch(string name)
    {
        JsonElement golden = Golden.GetProperty("schedules").GetProperty(name);
        double[] expected = golden.Doubles("values"), metrics = Golden.Doubles("plateau_metrics");
        LearningRateSchedule schedule = Create(name, golden.GetProperty("parameters"));
        double[] actual = new double[expected.Length];
        for (int t = 0; t < actual.Length; t++)
        {
            actual[t] = schedule.RateAt(t);
            (schedule as ReduceOnPlateau)?.Observe(name.EndsWith("max", StringComparison.Ordinal) ? 3 - metrics[t] : metrics[t]);
        }

        Closeness.Within(expected, actual, Tolerance);
    }

    [Fact]
    public void Restore_Plateau_GoesOnAsBefore()
    {
        ReduceOnPlateau whole = new(0.1, new PlateauOptions { Patience = 1, Factor = 0.5, Cooldown = 1 }), resumed = new(0.1, new PlateauOptions { Patience = 1, Factor = 0.5, Cooldown = 1 });
        double[] metrics = [1, 2, 2, 2, 0.5, 3, 3, 3, 3];
        for (int i = 0; i < metrics.Length; i++)
        {
            whole.Observe(metrics[i]);
            if (i == 4)
            {
                resumed.Restore(whole.State);
            }
            else if (i > 4)
            {
                resumed.Observe(metrics[i]);
            }
        }

        Assert.Equal(whole.State, resumed.State);
        Assert.True(whole.RateAt(0) < 0.1);
    }

    private static LearningRateSchedule Create(string name, JsonElement p)
    {
        double N(string key) => p.Double(key);
        long L(string key) => p.GetProperty(key).GetInt64();
        double rate = N("base");
        return name switch
        {
            "constant" => LearningRateSchedule.Constant(rate),
            "constant_with_warmup" => WarmupSchedules.Constant(rate, L("warmup")),
            "linear_with_warmup" => WarmupSchedules.Linear(rate, L("warmup"), L("total")),
            "cosine_with_warmup" => WarmupSchedules.Cosine(rate, L("warmup"), L("total"), N("cycles")),
            "cosine_hard_restarts_with_warmup" => WarmupSchedules.CosineHardRestarts(rate, L("warmup"), L("total"), (int)L("cycles")),
            "polynomial_with_warmup" => WarmupSchedules.Polynomial(rate, L("warmup"), L("total"), N("end"), N("power")),
            "inverse_sqrt" => WarmupSchedules.InverseSquareRoot(rate, L("warmup"), L("timescale")),
            "cosine_annealing" => LearningRateSchedule.Cosine(rate, L("t_max"), N("end")),
            "cosine_warm_restarts" => LearningRateSchedule.CosineWarmRestarts(rate, L("t0"), (int)L("t_mult"), N("end")),
            "step" => LearningRateSchedule.Step(rate, L("every"), N("gamma")),
            "multi_step" => LearningRateSchedule.MultiStep(rate, [.. p.GetProperty("milestones").EnumerateArray().Select(item => item.GetInt64())], N("gamma")),
            "exponential" => LearningRateSchedule.Exponential(rate, N("gamma")),
            "polynomial" => LearningRateSchedule.Polynomial(rate, L("total"), N("power")),
            "linear" => LearningRateSchedule.Linear(rate, N("start_factor"), N("end_factor"), L("total")),
            "one_cycle_cosine" or "one_cycle_linear" or "one_cycle_three_phase" => new OneCycleSchedule(
                N("max"), L("total"), N("pct_start"), N("div"), N("final_div"), p.Text("anneal") == "linear", p.TryGetProperty("three_phase", out _)),
            _ => new ReduceOnPlateau(rate, new PlateauOptions
            {
                HigherIsBetter = p.Text("mode") == "max",
                Factor = N("factor"),
                Patience = (int)L("patience"),
                Threshold = N("threshold"),
                IsRelative = p.Text("threshold_mode") == "rel",
                Cooldown = (int)L("cooldown"),
                MinRate = N("min_lr"),
            }),
        };
    }
}
