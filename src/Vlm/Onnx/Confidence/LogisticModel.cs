namespace Vlm.Onnx;

/// <summary>Logistic regression over standardised signals: 1 / (1 + exp(−(b + Σ w (x − m) / s))).</summary>
internal sealed class LogisticModel(double[] means, double[] scales, double[] weights, double bias)
{
    public int Signals => weights.Length;

    /// <summary>The probability, 0 to 1.</summary>
    public double Probability(ReadOnlySpan<double> signals)
    {
        double logit = bias;
        for (int i = 0; i < weights.Length; i++)
        {
            logit += weights[i] * (signals[i] - means[i]) / scales[i];
        }

        return 1 / (1 + Math.Exp(-logit));
    }
}
