using Vlm.Onnx;

namespace Vlm.Training;

/// <summary>
/// Logistic regression over standardised signals by Newton's method (iteratively reweighted least squares), with a small penalty on the squared weights that
/// keeps them finite where the labels can be told apart without error.
/// </summary>
internal sealed class LogisticFit
{
    private const int MostIterations = 100;
    private const double Penalty = 1e-3;

    private LogisticFit(double[] means, double[] scales, double[] weights, double bias)
    {
        Means = means;
        Scales = scales;
        Weights = weights;
        Bias = bias;
    }

    public double[] Means { get; }

    public double[] Scales { get; }

    public double[] Weights { get; }

    public double Bias { get; }

    /// <param name="signals">One row an example.</param>
    /// <param name="labels">Whether it fits; both must occur.</param>
    public static LogisticFit Of(IReadOnlyList<double[]> signals, IReadOnlyList<bool> labels)
    {
        int count = signals.Count, width = signals[0].Length;
        double[] means = [.. Enumerable.Range(0, width).Select(k => signals.Average(row => row[k]))];
        double[] scales = [.. Enumerable.Range(0, width).Select(k => Math.Sqrt(signals.Average(row => (row[k] - means[k]) * (row[k] - means[k]))) is > 1e-12 and var scale ? scale : 1)];
        double[][] rows = [.. signals.Select(row => (double[])[.. row.Select((value, k) => (value - means[k]) / scales[k]), 1])];
        double[] beta = new double[width + 1];
        for (int iteration = 0; iteration < MostIterations; iteration++)
        {
            double[] gradient = new double[width + 1];
            double[,] hessian = new double[width + 1, width + 1];
            for (int i = 0; i < count; i++)
            {
                double p = 1 / (1 + Math.Exp(-rows[i].Zip(beta).Sum(pair => pair.First * pair.Second)));
                for (int a = 0; a <= width; a++)
                {
                    gradient[a] += ((labels[i] ? 1 : 0) - p) * rows[i][a] / count;
                    for (int b = 0; b <= width; b++)
                    {
                        hessian[a, b] += p * (1 - p) * rows[i][a] * rows[i][b] / count;
                    }
                }
            }

            for (int a = 0; a <= width; a++)
            {
                gradient[a] -= a < width ? Penalty * beta[a] : 0;
                hessian[a, a] += a < width ? Penalty : 1e-9;
            }

            double[] step = Solve(hessian, gradient);
            beta = [.. beta.Zip(step, (value, change) => value + change)];
            if (step.Max(Math.Abs) < 1e-10)
            {
                break;
            }
        }

        return new LogisticFit(means, scales, beta[..width], beta[width]);
    }

    public LogisticModel ToModel() => new(Means, Scales, Weights, Bias);

    // Cholesky's decomposition; the matrix is positive definite.
    private static double[] Solve(double[,] matrix, double[] right)
    {
        int n = right.Length;
        double[,] lower = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double sum = matrix[i, j];
                for (int k = 0; k < j; k++)
                {
                    sum -= lower[i, k] * lower[j, k];
                }

                lower[i, j] = i == j ? Math.Sqrt(sum) : sum / lower[j, j];
            }
        }

        double[] solution = [.. right];
        for (int i = 0; i < n; i++)
        {
            for (int k = 0; k < i; k++)
            {
                solution[i] -= lower[i, k] * solution[k];
            }

            solution[i] /= lower[i, i];
        }

        for (int i = n - 1; i >= 0; i--)
        {
            for (int k = i + 1; k < n; k++)
            {
                solution[i] -= lower[k, i] * solution[k];
            }

            solution[i] /= lower[i, i];
        }

        return solution;
    }
}
