namespace Vlm.Evaluation;

/// <summary>The pseudo-inverse of a connected graph's Laplacian, whose only null vector is the constant one.</summary>
internal static class SymmetricInverse
{
    // With J the matrix of ones, pinv(L) = (L + J/n)⁻¹ − J/n.
    public static double[,] OfLaplacian(double[,] laplacian, int n)
    {
        var work = new double[n, 2 * n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                work[i, j] = laplacian[i, j] + (1.0 / n);
            }

            work[i, n + i] = 1;
        }

        for (int column = 0; column < n; column++)
        {
            Eliminate(work, n, column, PivotRow(work, n, column));
        }

        var inverse = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                inverse[i, j] = work[i, n + j] - (1.0 / n);
            }
        }

        return inverse;
    }

    private static int PivotRow(double[,] work, int n, int column)
    {
        int best = column;
        for (int row = column + 1; row < n; row++)
        {
            best = Math.Abs(work[row, column]) > Math.Abs(work[best, column]) ? row : best;
        }

        return best;
    }

    private static void Eliminate(double[,] work, int n, int column, int pivot)
    {
        double scale = work[pivot, column];
        for (int j = 0; j < 2 * n; j++)
        {
            (work[pivot, j], work[column, j]) = (work[column, j], work[pivot, j] / scale);
        }

        for (int row = 0; row < n; row++)
        {
            double factor = row == column ? 0 : work[row, column];
            for (int j = 0; factor != 0 && j < 2 * n; j++)
            {
                work[row, j] -= factor * work[column, j];
            }
        }
    }
}
