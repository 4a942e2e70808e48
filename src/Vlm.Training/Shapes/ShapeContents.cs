namespace Vlm.Training;

/// <summary>Arithmetic on lists of sizes, as exporters write it around Shape and Reshape.</summary>
internal static class ShapeContents
{
    /// <summary>The sizes that an elementwise operator makes of two lists; null where they are not known.</summary>
    public static Dimension[]? Combine(GraphNode node)
    {
        if (node.Input(0).Contents is not { } left || node.Input(1).Contents is not { } right || (left.Length != right.Length && left.Length != 1 && right.Length != 1))
        {
            return null;
        }

        Dimension[] result = new Dimension[Math.Max(left.Length, right.Length)];
        for (int i = 0; i < result.Length; i++)
        {
            if (One(node.Operator, left[left.Length == 1 ? 0 : i], right[right.Length == 1 ? 0 : i]) is not { } size)
            {
                return null;
            }

            result[i] = size;
        }

        return result;
    }

    /// <summary>1 where two sizes are equal for every batch, 0 where they never are; null where one cannot tell.</summary>
    public static Dimension[]? Equal(GraphNode node) =>
        node.Input(0).Contents is { } left && node.Input(1).Contents is { } right && left.Length == right.Length
            && left.Zip(right, AreEqual).ToArray() is var equal && equal.All(known => known is not null)
            ? Array.ConvertAll(equal, known => (Dimension)(known == true ? 1L : 0L))
            : null;

    /// <summary>What Where picks of two lists of sizes.</summary>
    public static Dimension[]? Where(GraphNode node)
    {
        if (node.Input(0).Contents is not { } condition || node.Input(1).Contents is not { } chosen || node.Input(2).Contents is not { } otherwise)
        {
            return null;
        }

        int length = Math.Max(condition.Length, Math.Max(chosen.Length, otherwise.Length));
        return new[] { condition, chosen, otherwise }.All(list => list.Length == length || list.Length == 1)
            ? [.. Enumerable.Range(0, length).Select(i => At(condition, i) == 1 ? At(chosen, i) : At(otherwise, i))]
            : null;
    }

    // A size that a batch gives is not negative.
    private static bool? AreEqual(Dimension left, Dimension right) =>
        left == right ? true
        : left.IsKnown && right.IsKnown ? false
        : (left.IsKnown && left.Factor < 0) || (right.IsKnown && right.Factor < 0) ? false
        : null;

    private static Dimension At(Dimension[] list, int index) => list[list.Length == 1 ? 0 : index];

    private static Dimension? One(string @operator, Dimension left, Dimension right) => @operator switch
    {
        "Add" => Dimension.Sum(left, right),
        "Sub" when left == right => 0,
        "Sub" when left.IsKnown && right.IsKnown => left.Factor - right.Factor,
        "Mul" => left * right,
        "Div" when left.TryDivide(right, out Dimension quotient) => quotient,
        "Div" when left.IsKnown && right.IsKnown && right.Factor != 0 => left.Factor / right.Factor,
        "Mod" when left.IsKnown && right.IsKnown && right.Factor != 0 => left.Factor % right.Factor,
        "Mod" when right == 1 => 0,
        "Max" when left.IsKnown && right.IsKnown => Math.Max(left.Factor, right.Factor),
        "Min" when left.IsKnown && right.IsKnown => Math.Min(left.Factor, right.Factor),
        _ => (Dimension?)null,
    };
}
