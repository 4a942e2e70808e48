namespace Vlm.Training;

/// <summary>The learning rate of every step, counted from 0. The formulas are those of PyTorch and of Hugging Face transformers.</summary>
public abstract class LearningRateSchedule
{
    private protected LearningRateSchedule()
    {
    }

    /// <summary>The same rate for ever.</summary>
    /// <param name="rate">The rate.</param>
    public static LearningRateSchedule Constant(double rate) => new FormulaSchedule(_ => rate);

    /// <summary>rate · γ to the number of whole intervals passed.</summary>
    /// <param name="rate">The first rate.</param>
    /// <param name="interval">Steps between two drops.</param>
    /// <param name="gamma">γ.</param>
    public static LearningRateSchedule Step(double rate, long interval, double gamma) => new FormulaSchedule(step => rate * Math.Pow(gamma, step / interval));

    /// <summary>rate · γ to the number of milestones passed.</summary>
    /// <param name="rate">The first rate.</param>
    /// <param name="milestones">The steps from which on the rate drops.</param>
    /// <param name="gamma">γ.</param>
    public static LearningRateSchedule MultiStep(double rate, IReadOnlyList<long> milestones, double gamma) =>
        new FormulaSchedule(step => rate * Math.Pow(gamma, milestones.Count(milestone => milestone <= step)));

    /// <summary>rate · γᵗ.</summary>
    /// <param name="rate">The first rate.</param>
    /// <param name="gamma">γ.</param>
    public static LearningRateSchedule Exponential(double rate, double gamma) => new FormulaSchedule(step => rate * Math.Pow(gamma, step));

    /// <summary>From one share of the rate to another, evenly, then constant.</summary>
    /// <param name="rate">The rate.</param>
    /// <param name="startFactor">The share at step 0.</param>
    /// <param name="endFactor">The share from step <paramref name="steps"/> on.</param>
    /// <param name="steps">How long it takes.</param>
    public static LearningRateSchedule Linear(double rate, double startFactor, double endFactor, long steps) =>
        new FormulaSchedule(step => rate * (startFactor + ((endFactor - startFactor) * Math.Min(step, steps) / steps)));

    /// <summary>rate · (1 − t / steps)^power, then 0.</summary>
    /// <param name="rate">The first rate.</param>
    /// <param name="steps">How long it takes.</param>
    /// <param name="power">The power.</param>
    public static LearningRateSchedule Polynomial(double rate, long steps, double power = 1) =>
        new FormulaSchedule(step => rate * Math.Pow(1 - (Math.Min(step, steps) / (double)steps), power));

    /// <summary>Half a cosine from the rate down to another, and, as in PyTorch, up again after that.</summary>
    /// <param name="rate">The first rate.</param>
    /// <param name="steps">How long half a cosine takes.</param>
    /// <param name="endRate">The lowest rate.</param>
    public static LearningRateSchedule Cosine(double rate, long steps, double endRate = 0) =>
        new FormulaSchedule(step => CosineBetween(rate, endRate, step / (double)steps));

    /// <summary>Cosines from the rate down to another, again and again, each longer than the last (SGDR; I. Loshchilov and F. Hutter, 2016).</summary>
    /// <param name="rate">The rate after every restart.</param>
    /// <param name="firstSteps">How long the first takes.</param>
    /// <param name="factor">How many times longer each is than the one before.</param>
    /// <param name="endRate">The lowest rate.</param>
    public static LearningRateSchedule CosineWarmRestarts(double rate, long firstSteps, int factor = 1, double endRate = 0) => new FormulaSchedule(step =>
    {
        long length = firstSteps;
        for (; step >= length; length *= factor)
        {
            step -= length;
        }

        return CosineBetween(rate, endRate, step / (double)length);
    });

    /// <summary>The learning rate of a step.</summary>
    /// <param name="stepIndex">From 0.</param>
    public abstract double RateAt(long stepIndex);

    internal static double CosineBetween(double from, double to, double progress) => to + ((from - to) * (1 + Math.Cos(Math.PI * progress)) / 2);
}
