namespace Vlm.Evaluation;

/// <summary>
/// The one number that logits are divided by so that probabilities fit held-out labels best (Guo et al. 2017); it changes how sure a
/// model is, not what it says. Fit it on items that are not evaluated.
/// </summary>
public sealed class TemperatureScaling
{
    private const double Lowest = 1e-3;
    private const double Highest = 1e3;
    private static readonly double GoldenSection = (Math.Sqrt(5) - 1) / 2;

    private TemperatureScaling(double temperature, double before, double after, string? reason)
    {
        Temperature = temperature;
        LogLossBefore = before;
        LogLossAfter = after;
        Reason = reason;
    }

    /// <summary>The temperature, 0.001 to 1000: above 1 where the model is too sure.</summary>
    public double Temperature { get; }

    /// <summary>The mean negative log-likelihood without it.</summary>
    public double LogLossBefore { get; }

    /// <summary>The mean negative log-likelihood with it.</summary>
    public double LogLossAfter { get; }

    /// <summary>Why the temperature stands at the end of its range; null where it does not.</summary>
    public string? Reason { get; }

    /// <summary>Fits the temperature to labels.</summary>
    /// <param name="labels">The true class of each item, from 0.</param>
    /// <param name="logits">The logits, [items, classes].</param>
    /// <param name="classes">The number of classes.</param>
    /// <exception cref="EvaluationException">There are no items, a label is out of range, or a logit is not a number.</exception>
    /// <exception cref="ArgumentException">There are not as many labels as rows.</exception>
    public static TemperatureScaling Fit(ReadOnlySpan<int> labels, ReadOnlySpan<float> logits, int classes)
    {
        ClassLabels.CheckRows(labels, logits, classes);

        // The loss is convex in 1/T, so it has one minimum in log T too: golden section cannot miss it, and derivatives sharpen what it finds.
        double low = Math.Log(Lowest), high = Math.Log(Highest);
        double left = high - (GoldenSection * (high - low)), right = low + (GoldenSection * (high - low));
        double atLeft = ClassScores.LogLoss(labels, logits, classes, Math.Exp(left)), atRight = ClassScores.LogLoss(labels, logits, classes, Math.Exp(right));
        while (high - low > 1e-4)
        {
            if (atLeft <= atRight)
            {
                (high, right, atRight) = (right, left, atLeft);
                left = high - (GoldenSection * (high - low));
                atLeft = ClassScores.LogLoss(labels, logits, classes, Math.Exp(left));
            }
            else
            {
                (low, left, atLeft) = (left, right, atRight);
                right = low + (GoldenSection * (high - low));
                atRight = ClassScores.LogLoss(labels, logits, classes, Math.Exp(right));
            }
        }

        double temperature = Math.Clamp(Sharpen(labels, logits, classes, Math.Exp((low + high) / 2)), Lowest, Highest);
        bool atEnd = temperature <= Lowest * 1.001 || temperature >= Highest * 0.999;
        return new TemperatureScaling(
            temperature,
            ClassScores.LogLoss(labels, logits, classes),
            ClassScores.LogLoss(labels, logits, classes, temperature),
            atEnd ? "the loss falls to the end of the range; the items are all right, all wrong, or too few" : null);
    }

    // Newton's method in b = 1/T: the derivative of the loss is the mean expected logit less the mean true one, the second its mean variance.
    private static double Sharpen(ReadOnlySpan<int> labels, ReadOnlySpan<float> logits, int classes, double temperature)
    {
        double b = 1 / temperature;
        for (int step = 0; step < 20; step++)
        {
            double slope = 0, curvature = 0;
            double[] probabilities = ClassScores.Softmax(logits, classes, 1 / b);
            for (int i = 0; i < labels.Length; i++)
            {
                double mean = 0, square = 0;
                for (int k = 0; k < classes; k++)
                {
                    double logit = logits[(i * classes) + k], probability = probabilities[(i * classes) + k];
                    mean += probability * logit;
                    square += probability * logit * logit;
                }

                slope += mean - logits[(i * classes) + labels[i]];
                curvature += square - (mean * mean);
            }

            double next = curvature > 0 ? b - (slope / curvature) : b;
            if (!(next > 0) || !double.IsFinite(next) || Math.Abs(next - b) < 1e-15 * b)
            {
                break;
            }

            b = next;
        }

        return 1 / b;
    }
}
