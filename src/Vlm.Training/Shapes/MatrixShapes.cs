namespace Vlm.Training;

/// <summary>Shapes of matrix products.</summary>
internal static class MatrixShapes
{
    public static InferredValue[] MatMul(TrainingGraph graph, GraphNode node)
    {
        GraphValue a = node.Input(0), b = node.Input(1);
        if (!a.HasShape || !b.HasShape)
        {
            return [new InferredValue(a.ElementType, null)];
        }

        // A vector is a row on the left and a column on the right; the size that was added is dropped again.
        List<Dimension> left = [.. a.Shape], right = [.. b.Shape];
        if (left.Count == 0 || right.Count == 0)
        {
            throw ShapeRules.Mismatch(node, "a scalar has no matrix product.");
        }

        if (left.Count == 1)
        {
            left.Insert(0, 1);
        }

        if (right.Count == 1)
        {
            right.Add(1);
        }

        Swap(left, node.Attributes.Long("transA", 0));
        Swap(right, node.Attributes.Long("transB", 0));
        CheckInner(node, left[^1], right[^2]);
        Dimension[] batch = GraphShape.Broadcast([.. left.Take(left.Count - 2)], [.. right.Take(right.Count - 2)])
            ?? throw ShapeRules.Mismatch(node, "the outer dimensions cannot be broadcast to each other.");
        List<Dimension> shape = [.. batch];
        if (a.Rank > 1)
        {
            shape.Add(left[^2]);
        }

        if (b.Rank > 1)
        {
            shape.Add(right[^1]);
        }

        return [new InferredValue(a.ElementType, [.. shape])];
    }

    public static InferredValue[] Gemm(TrainingGraph graph, GraphNode node)
    {
        GraphValue a = node.Input(0), b = node.Input(1);
        if (!a.HasShape || !b.HasShape)
        {
            return [new InferredValue(a.ElementType, null)];
        }

        if (a.Rank != 2 || b.Rank != 2)
        {
            throw ShapeRules.Mismatch(node, "Gemm takes matrices.");
        }

        List<Dimension> left = [.. a.Shape], right = [.. b.Shape];
        Swap(left, node.Attributes.Long("transA", 0));
        Swap(right, node.Attributes.Long("transB", 0));
        CheckInner(node, left[1], right[0]);
        return [new InferredValue(a.ElementType, [left[0], right[1]])];
    }

    private static void Swap(List<Dimension> shape, long transpose)
    {
        if (transpose != 0)
        {
            (shape[^1], shape[^2]) = (shape[^2], shape[^1]);
        }
    }

    private static void CheckInner(GraphNode node, Dimension left, Dimension right)
    {
        if (left.IsKnown && right.IsKnown && left != right)
        {
            throw ShapeRules.Mismatch(node, $"the inner sizes are {left} and {right}.");
        }
    }
}
