namespace Vlm.Training;

/// <summary>Shapes of operators that lay the same elements out anew, or repeat them.</summary>
internal static class LayoutShapes
{
    public static InferredValue[] Transpose(TrainingGraph graph, GraphNode node)
    {
        GraphValue input = node.Input(0);
        if (!input.HasShape)
        {
            return [new InferredValue(input.ElementType, null)];
        }

        long[] perm = node.Attributes.Longs("perm") ?? [.. Enumerable.Range(0, input.Rank).Reverse().Select(axis => (long)axis)];
        if (!perm.Order().SequenceEqual(Enumerable.Range(0, input.Rank).Select(axis => (long)axis)))
        {
            throw ShapeRules.Mismatch(node, $"perm [{string.Join(',', perm)}] does not name each of the {input.Rank} axes once.");
        }

        return [new InferredValue(input.ElementType, [.. perm.Select(axis => input.Shape[(int)axis])])];
    }

    public static InferredValue[] Reshape(TrainingGraph graph, GraphNode node)
    {
        GraphValue input = node.Input(0), target = node.Input(1);
        if (target.Contents is not { } sizes)
        {
            bool rankKnown = target.HasShape && target.Shape[0].IsKnown;
            return [new InferredValue(input.ElementType, rankKnown ? [.. Enumerable.Range(0, (int)target.Shape[0].Size).Select(_ => graph.UnknownDimension())] : null)];
        }

        bool copiesZero = node.Attributes.Long("allowzero", 0) == 0;
        Dimension[] shape = [.. sizes.Select((size, i) => size == 0 && copiesZero ? input.HasShape ? input.Shape[i] : graph.UnknownDimension() : size)];
        int free = Array.IndexOf(shape, (Dimension)(-1));
        if (free >= 0)
        {
            Dimension others = GraphShape.Product(shape.Where((_, i) => i != free));
            shape[free] = input.HasShape && GraphShape.Product(input.Shape).TryDivide(others, out Dimension rest) ? rest : graph.UnknownDimension();
        }

        if (input.HasShape && GraphShape.Product(input.Shape) is { IsKnown: true } all && GraphShape.Product(shape) is { IsKnown: true } wanted && all != wanted)
        {
            throw ShapeRules.Mismatch(node, $"{all} elements cannot be laid out as {GraphShape.Format(sizes)}.");
        }

        return [new InferredValue(input.ElementType, shape, shape.Length <= 1 ? input.Contents : null)];
    }

    public static InferredValue[] Flatten(TrainingGraph graph, GraphNode node)
    {
        GraphValue input = node.Input(0);
        if (!input.HasShape)
        {
            return [new InferredValue(input.ElementType, null)];
        }

        int axis = GraphShape.Axis(node.Attributes.Long("axis", 1), input.Rank);
        return [new InferredValue(input.ElementType, [GraphShape.Product(input.Shape.Take(axis)), GraphShape.Product(input.Shape.Skip(axis))])];
    }

    public static InferredValue[] Squeeze(TrainingGraph graph, GraphNode node)
    {
        GraphValue input = node.Input(0);
        if (!input.HasShape)
        {
            return [new InferredValue(input.ElementType, null, input.Contents)];
        }

        long[]? axes = ShapeRules.Numbers(node.Optional(1));
        long[] dropped = axes is null ? [.. Enumerable.Range(0, input.Rank).Where(i => input.Shape[i] == 1).Select(i => (long)i)] : GraphShape.Axes(axes, input.Rank);
        return [new InferredValue(input.ElementType, [.. input.Shape.Where((_, i) => !dropped.Contains(i))], input.Contents)];
    }

    public static InferredValue[] Unsqueeze(TrainingGraph graph, GraphNode node)
    {
        GraphValue input = node.Input(0);
        if (!input.HasShape || ShapeRules.Numbers(node.Input(1)) is not { } axes)
        {
            return [new InferredValue(input.ElementType, null, input.Contents)];
        }

        List<Dimension> shape = [.. input.Shape];
        foreach (long axis in GraphShape.Axes(axes, input.Rank + axes.Length))
        {
            shape.Insert((int)axis, 1);
        }

        return [new InferredValue(input.ElementType, [.. shape], shape.Count <= 1 ? input.Contents : null)];
    }

    public static InferredValue[] Expand(TrainingGraph graph, GraphNode node)
    {
        GraphValue input = node.Input(0);
        if (!input.HasShape || node.Input(1).Contents is not { } target)
        {
            return [new InferredValue(input.ElementType, null)];
        }

        return [new InferredValue(input.ElementType, GraphShape.Broadcast(input.Shape, target) ?? throw ShapeRules.Mismatch(node, $"it cannot be expanded to {GraphShape.Format(target)}."))];
    }

    public static InferredValue[] Tile(TrainingGraph graph, GraphNode node)
    {
        GraphValue input = node.Input(0);
        bool known = input.HasShape && node.Input(1).Contents?.Length == input.Rank;
        return [new InferredValue(input.ElementType, known ? [.. input.Shape.Select((size, i) => size * node.Input(1).Contents![i])] : null)];
    }

    public static InferredValue[] Pad(TrainingGraph graph, GraphNode node)
    {
        GraphValue input = node.Input(0);
        if (!input.HasShape || node.Optional(3) is not null || ShapeRules.Numbers(node.Input(1)) is not { } pads)
        {
            return [new InferredValue(input.ElementType, null)];
        }

        return [new InferredValue(input.ElementType, [.. input.Shape.Select((size, i) => Dimension.Sum(size, pads[i] + pads[i + input.Rank]))])];
    }

    public static InferredValue[] Shape(TrainingGraph graph, GraphNode node)
    {
        GraphValue input = node.Input(0);
        if (!input.HasShape)
        {
            return [new InferredValue(TensorElementType.Int64, [graph.UnknownDimension()])];
        }

        int start = Bound(node.Attributes.Long("start", 0), input.Rank), end = Bound(node.Attributes.Long("end", input.Rank), input.Rank);
        Dimension[] sizes = [.. input.Shape.Skip(start).Take(Math.Max(0, end - start))];
        return [new InferredValue(TensorElementType.Int64, [sizes.Length], sizes)];
    }

    public static InferredValue[] ConstantOfShape(TrainingGraph graph, GraphNode node)
    {
        GraphTensor? value = node.Attributes.Tensor("value");
        Dimension[]? shape = node.Input(0).Contents;
        Dimension[]? contents = shape is [{ IsKnown: true, Size: <= 64 }] && value?.ToLongs() is [long number] ? [.. Enumerable.Repeat((Dimension)number, (int)shape[0].Size)] : null;
        return [new InferredValue(value?.ElementType ?? TensorElementType.Float32, shape, contents)];
    }

    private static int Bound(long at, int rank) => (int)Math.Clamp(at < 0 ? at + rank : at, 0, rank);
}
