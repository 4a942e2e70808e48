namespace Vlm.Training;

/// <summary>Schedules that rise evenly from 0 to a rate in their first steps, and then go their own way (Hugging Face transformers).</summary>
public static class WarmupSchedules
{
    /// <summary>Constant after the warm-up.</summary>
    /// <param name="rate">The highest rate.</param>
    /// <param name="warmup">How many steps it takes.</param>
    public static LearningRateSchedule Constant(double rate, long warmup) => After(rate, warmup, _ => 1);

    /// <summary>Evenly down to 0.</summary>
    /// <param name="rate">The highest rate.</param>
    /// <param name="warmup">How many steps the warm-up takes.</param>
    /// <param name="steps">How many steps all takes.</param>
    public static LearningRateSchedule Linear(double rate, long warmup, long steps) =>
        After(rate, warmup, step => Math.Max(0, (steps - step) / (double)Math.Max(1, steps - warmup)));

    /// <summary>Down along a cosine.</summary>
    /// <param name="rate">The highest rate.</param>
    /// <param name="warmup">How many steps the warm-up takes.</param>
    /// <param name="steps">How many steps all takes.</param>
    /// <param name="cycles">How many waves; 0.5 falls to 0 once.</param>
    public static LearningRateSchedule Cosine(double rate, long warmup, long steps, double cycles = 0.5) =>
        After(rate, warmup, step => Math.Max(0, 0.5 * (1 + Math.Cos(Math.PI * cycles * 2 * Progress(step, warmup, steps)))));

    /// <summary>Down along a cosine several times, back at the rate after each.</summary>
    /// <param name="rate">The highest rate.</param>
    /// <param name="warmup">How many steps the warm-up takes.</param>
    /// <param name="steps">How many steps all takes.</param>
    /// <param name="cycles">How many times.</param>
    public static LearningRateSchedule CosineHardRestarts(double rate, long warmup, long steps, int cycles = 1) => After(rate, warmup, step =>
    {
        double progress = Progress(step, warmup, steps);
        return progress >= 1 ? 0 : Math.Max(0, 0.5 * (1 + Math.Cos(Math.PI * (cycles * progress % 1))));
    });

    /// <summary>Down along a power to an end rate, which stays.</summary>
    /// <param name="rate">The highest rate.</param>
    /// <param name="warmup">How many steps the warm-up takes.</param>
    /// <param name="steps">How many steps all takes.</param>
    /// <param name="endRate">The last rate.</param>
    /// <param name="power">The power.</param>
    public static LearningRateSchedule Polynomial(double rate, long warmup, long steps, double endRate = 1e-7, double power = 1) => After(rate, warmup, step =>
        step > steps ? endRate / rate : (((rate - endRate) * Math.Pow(1 - Progress(step, warmup, steps), power)) + endRate) / rate);

    /// <summary>Down as 1 / √t.</summary>
    /// <param name="rate">The highest rate.</param>
    /// <param name="warmup">How many steps the warm-up takes.</param>
    /// <param name="timescale">How slowly it falls; null for as many steps as the warm-up.</param>
    public static LearningRateSchedule InverseSquareRoot(double rate, long warmup, long? timescale = null)
    {
        long scale = timescale ?? Math.Max(1, warmup);
        return After(rate, warmup, step => 1 / Math.Sqrt((step + scale - warmup) / (double)scale));
    }

    private static double Progress(long step, long warmup, long steps) => (step - warmup) / (double)Math.Max(1, steps - warmup);

    private static FormulaSchedule After(double rate, long warmup, Func<long, double> factor) =>
        new(step => rate * (step < warmup ? step / (double)Math.Max(1, warmup) : factor(step)));
}
