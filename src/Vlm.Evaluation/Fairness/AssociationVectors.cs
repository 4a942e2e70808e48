using System.Globalization;

namespace Vlm.Evaluation;

/// <summary>The four sets of vectors of an association test, checked and scaled to unit length.</summary>
internal static class AssociationVectors
{
    public static void Check(
        IReadOnlyList<ReadOnlyMemory<double>> x, IReadOnlyList<ReadOnlyMemory<double>> y, IReadOnlyList<ReadOnlyMemory<double>> a, IReadOnlyList<ReadOnlyMemory<double>> b)
    {
        foreach ((string name, IReadOnlyList<ReadOnlyMemory<double>> set) in new[] { ("x", x), ("y", y), ("a", a), ("b", b) })
        {
            ArgumentNullException.ThrowIfNull(set, name);
            if (set.Count == 0)
            {
                throw new EvaluationException($"The set {name} is empty; the test needs at least one vector in each of x, y, a and b.");
            }
        }

        if (x.Count != y.Count)
        {
            throw new EvaluationException(string.Create(CultureInfo.InvariantCulture,
                $"There are {x.Count} targets x and {y.Count} targets y; the test's partitions need as many of each."));
        }

        int length = x[0].Length;
        foreach (ReadOnlyMemory<double> vector in x.Concat(y).Concat(a).Concat(b))
        {
            if (vector.Length != length)
            {
                throw new EvaluationException(string.Create(CultureInfo.InvariantCulture, $"A vector has {vector.Length} values where the first has {length}; all come from one model."));
            }
        }
    }

    public static double[][] Unit(IReadOnlyList<ReadOnlyMemory<double>> vectors)
    {
        var result = new double[vectors.Count][];
        for (int i = 0; i < result.Length; i++)
        {
            double[] values = vectors[i].ToArray();
            double norm = Math.Sqrt(values.Sum(value => value * value));
            if (!(norm > 0 && double.IsFinite(norm)))
            {
                throw new EvaluationException(string.Create(CultureInfo.InvariantCulture, $"Vector {i} has the norm {norm}; the cosine needs a finite one above 0."));
            }

            result[i] = [.. values.Select(value => value / norm)];
        }

        return result;
    }
}
