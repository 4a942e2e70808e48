namespace Vlm.Training;

/// <summary>What is computed with shapes: products, broadcasting, axes.</summary>
internal static class GraphShape
{
    public static Dimension Product(IEnumerable<Dimension> dimensions) => dimensions.Aggregate((Dimension)1, (product, dimension) => product * dimension);

    public static bool IsKnown(IEnumerable<Dimension> dimensions) => dimensions.All(dimension => dimension.IsKnown);

    public static long[] Sizes(IEnumerable<Dimension> dimensions) => [.. dimensions.Select(dimension => dimension.Size)];

    public static bool Same(IReadOnlyList<Dimension> left, IReadOnlyList<Dimension> right) => left.SequenceEqual(right);

    public static string Format(IEnumerable<Dimension>? dimensions) => dimensions is null ? "[?]" : $"[{string.Join(',', dimensions)}]";

    /// <summary>An axis counted from the front.</summary>
    public static int Axis(long axis, int rank) => (int)(axis < 0 ? axis + rank : axis);

    public static long[] Axes(IEnumerable<long> axes, int rank) => [.. axes.Select(axis => (long)Axis(axis, rank)).Order()];

    /// <summary>The shape of an elementwise result (ONNX's multidirectional broadcasting); null where two sizes exclude each other.</summary>
    public static Dimension[]? Broadcast(IReadOnlyList<Dimension> left, IReadOnlyList<Dimension> right)
    {
        Dimension[] result = new Dimension[Math.Max(left.Count, right.Count)];
        for (int i = 1; i <= result.Length; i++)
        {
            Dimension a = i <= left.Count ? left[^i] : 1, b = i <= right.Count ? right[^i] : 1;
            if (a.IsKnown && b.IsKnown && a != b && a != 1 && b != 1)
            {
                return null;
            }

            // A size that a batch gives may be 1; the other one then decides, so that a known size wins.
            result[^i] = a == 1 ? b : b == 1 ? a : a.IsKnown ? a : b.IsKnown ? b : a;
        }

        return result;
    }
}
