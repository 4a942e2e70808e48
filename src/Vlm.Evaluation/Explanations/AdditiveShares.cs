using System.Numerics.Tensors;

namespace Vlm.Evaluation;

/// <summary>A score as a sum: one share a row, and what the score is without any row.</summary>
public sealed class AdditiveShares
{
    private AdditiveShares(IReadOnlyList<double> shares, double bias)
    {
        Shares = shares;
        Bias = bias;
        Sum = shares.Sum() + bias;
    }

    /// <summary>One share a row, in order.</summary>
    public IReadOnlyList<double> Shares { get; }

    /// <summary>The score without any row.</summary>
    public double Bias { get; }

    /// <summary>All shares and the bias: the score as the shares have it.</summary>
    public double Sum { get; }

    /// <summary>The score as the model computed it; NaN where it was not asked.</summary>
    public double Score { get; init; } = double.NaN;

    /// <summary>How far the sum is from the model's own score.</summary>
    public double Error => Math.Abs(Sum - Score);

    /// <summary>Divides the score of a linear head over the mean of rows: row i's share is <c>weights · row i / number of rows</c>.</summary>
    /// <param name="rows">The rows, one behind the other.</param>
    /// <param name="weights">The head's weights; their number is the width of a row.</param>
    /// <param name="bias">The head's bias.</param>
    /// <param name="score">The score as the model computed it; NaN where it was not asked.</param>
    /// <exception cref="TensorShapeException">The rows are not whole.</exception>
    public static AdditiveShares Of(ReadOnlySpan<float> rows, ReadOnlySpan<float> weights, double bias, double score = double.NaN)
    {
        int width = weights.Length, count = width == 0 ? 0 : rows.Length / width;
        if (count == 0 || rows.Length % width != 0)
        {
            throw new TensorShapeException("rows of a linear head", $"a multiple of {width} numbers", rows.Length.ToString());
        }

        double[] shares = new double[count];
        double[] products = new double[width];
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<float> row = rows.Slice(i * width, width);
            for (int k = 0; k < width; k++)
            {
                products[k] = (double)row[k] * weights[k];
            }

            shares[i] = TensorPrimitives.Sum<double>(products) / count;
        }

        return new AdditiveShares(shares, bias) { Score = score };
    }
}
