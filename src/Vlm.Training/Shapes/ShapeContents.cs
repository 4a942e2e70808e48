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

    private static Dimension? One(string @operator, Dimension left, Dimension right) => @operator switch
    {
        "Add" => Dimension.Sum(left, right),
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
