using System.Diagnostics;
using Vlm.Benchmarks.Measuring;
using Vlm.Training;

namespace Vlm.Benchmarks.Ratios.Training;

/// <summary>
/// The captioner's step: forward and backward in one run against the forward run of the same graph with the same parameters,
/// and the whole step (feeding, dropout masks, clipping, AdamW) against its run.
/// </summary>
internal sealed class TrainingRatio : IMeasurement
{
    private const int Rows = 64;
    private const int Tokens = 20;
    private const int Layers = 3;

    public string Name => "training";

    public IEnumerable<Figure> Measure()
    {
        using (CaptionerStep step = new(Rows, Tokens, Layers, dropout: 0))
        using (GraphRunner forward = new([step.Loss]))
        using (TrainingSession session = new(step.Loss, new AdamW(1e-4)))
        {
            yield return Pairs.Ratio(
                $"captioner ({step.Parameters.Length / 1e6:0.0} M parameters, {Rows} x {Tokens} words): forward and backward / forward", Bar.AtMost(3.2),
                _ => session.Differentiate(step.Batch), _ => Run(forward, step));
        }

        using (CaptionerStep step = new(Rows, Tokens, Layers, dropout: 0.1f))
        using (TrainingSession session = new(step.Loss, new AdamW(1e-4), new TrainingSessionOptions { MaxGradientNorm = 1 }))
        {
            Process process = Process.GetCurrentProcess();
            Figure whole = Pairs.Ratio(
                "captioner with dropout, clipping and AdamW: whole step / its forward and backward run", Bar.AtMost(1.15), _ => WholeStep(session, step), _ => session.Step(step.Batch).GraphTime.TotalMilliseconds);
            process.Refresh();
            yield return whole with { Detail = $"{whole.Detail}; resident set at most {process.PeakWorkingSet64 >> 20} MiB" };
        }
    }

    private static void Run(GraphRunner runner, CaptionerStep step)
    {
        foreach (TensorBuffer output in runner.Run(step.Batch))
        {
            output.Dispose();
        }
    }

    private static double WholeStep(TrainingSession session, CaptionerStep step)
    {
        long began = Stopwatch.GetTimestamp();
        session.Step(step.Batch);
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }
}
