namespace Vlm.Training;

/// <summary>Shapes of operators that pick elements, join values or split them.</summary>
internal static class SelectionShapes
{
    public static InferredValue[] Gather(TrainingGraph graph, GraphNode node)
    {
        GraphValue data = node.Input(0), indices = node.Input(1);
        if (!data.HasShape || !indices.HasShape)
        {
            return [new InferredValue(data.ElementType, null)];
        }

        int axis = GraphShape.Axis(node.Attributes.Long("axis", 0), data.Rank);
        Dimension[]? contents = data.Contents is { } sizes && indices.Rank <= 1 && ShapeRules.Numbers(indices) is { } picked
            ? Array.ConvertAll(picked, index => sizes[GraphShape.Axis(index, sizes.Length)])
            : null;
        return [new InferredValue(data.ElementType, [.. data.Shape.Take(axis), .. indices.Shape, .. data.Shape.Skip(axis + 1)], contents)];
    }

    public static InferredValue[] GatherElements(TrainingGraph graph, GraphNode node) =>
        [new InferredValue(node.Input(0).ElementType, node.Input(1).HasShape ? [.. node.Input(1).Shape] : null)];

    public static InferredValue[] Concat(TrainingGraph graph, GraphNode node)
    {
        GraphValue first = node.Input(0);
        if (node.Inputs.Any(input => !input!.HasShape))
        {
            return [new InferredValue(first.ElementType, null)];
        }

        int axis = GraphShape.Axis(node.Attributes.Long("axis", 0), first.Rank);
        if (node.Inputs.Any(input => input!.Rank != first.Rank || input.Shape.Where((size, i) => i != axis && size.IsKnown && first.Shape[i].IsKnown && size != first.Shape[i]).Any()))
        {
            throw ShapeRules.Mismatch(node, $"the shapes differ beside axis {axis}.");
        }

        Dimension joined = node.Inputs.Select(input => input!.Shape[axis]).Aggregate(Dimension.Sum);
        Dimension[]? contents = first.Rank == 1 && node.Inputs.All(input => input!.Contents is not null) ? [.. node.Inputs.SelectMany(input => input!.Contents!)] : null;
        return [new InferredValue(first.ElementType, [.. first.Shape.Select((size, i) => i == axis ? joined : size)], contents)];
    }

    public static InferredValue[] Slice(TrainingGraph graph, GraphNode node)
    {
        GraphValue input = node.Input(0);
        if (!input.HasShape)
        {
            return [new InferredValue(input.ElementType, null)];
        }

        Dimension[] shape = [.. input.Shape];
        if (ShapeRules.Numbers(node.Optional(3)) is { } axes || node.Optional(3) is null)
        {
            axes = ShapeRules.Numbers(node.Optional(3)) ?? [.. Enumerable.Range(0, input.Rank).Select(i => (long)i)];
            long[] steps = ShapeRules.Numbers(node.Optional(4)) ?? [.. Enumerable.Repeat(1L, axes.Length)];
            Dimension[]? starts = node.Input(1).Contents, ends = node.Input(2).Contents;
            for (int i = 0; i < axes.Length; i++)
            {
                int axis = GraphShape.Axis(axes[i], input.Rank);
                shape[axis] = SliceRange.Length(shape[axis], starts?[i], ends?[i], steps[i]) ?? graph.UnknownDimension();
            }

            if (input.Contents is { } sizes && input.Rank == 1 && starts is [{ IsKnown: true } start] && ends is [{ IsKnown: true } end])
            {
                return [new InferredValue(input.ElementType, shape, SliceRange.Pick(sizes, start.Factor, end.Factor, steps[0]))];
            }

            return [new InferredValue(input.ElementType, shape)];
        }

        return [new InferredValue(input.ElementType, [.. shape.Select(_ => graph.UnknownDimension())])];
    }

    public static InferredValue[] Split(TrainingGraph graph, GraphNode node)
    {
        GraphValue input = node.Input(0);
        long[] parts = ShapeRules.Numbers(node.Optional(1)) ?? throw ShapeRules.Mismatch(node, "the sizes of the parts must be given as constants.");
        if (!input.HasShape)
        {
            return [.. parts.Select(_ => new InferredValue(input.ElementType, null))];
        }

        int axis = GraphShape.Axis(node.Attributes.Long("axis", 0), input.Rank);
        if (input.Shape[axis].IsKnown && input.Shape[axis] != parts.Sum())
        {
            throw ShapeRules.Mismatch(node, $"parts of {string.Join(", ", parts)} do not add up to {input.Shape[axis]}.");
        }

        return [.. parts.Select(part => new InferredValue(input.ElementType, [.. input.Shape.Select((size, i) => i == axis ? part : size)]))];
    }

    public static InferredValue[] Range(TrainingGraph graph, GraphNode node)
    {
        Dimension[]? limit = node.Input(1).Contents;
        bool counts = ShapeRules.Numbers(node.Input(0)) is [0] && ShapeRules.Numbers(node.Input(2)) is [1] && limit is [_];
        return [new InferredValue(node.Input(0).ElementType, [counts ? limit![0] : graph.UnknownDimension()])];
    }

    public static InferredValue[] NonZero(TrainingGraph graph, GraphNode node) =>
        [new InferredValue(TensorElementType.Int64, node.Input(0).HasShape ? [node.Input(0).Rank, graph.UnknownDimension()] : null)];

    public static InferredValue[] OneHot(TrainingGraph graph, GraphNode node)
    {
        GraphValue indices = node.Input(0);
        if (!indices.HasShape)
        {
            return [new InferredValue(node.Input(2).ElementType, null)];
        }

        List<Dimension> shape = [.. indices.Shape];
        long axis = node.Attributes.Long("axis", -1);
        shape.Insert(GraphShape.Axis(axis, indices.Rank + 1), node.Input(1).Contents is [Dimension depth] ? depth : graph.UnknownDimension());
        return [new InferredValue(node.Input(2).ElementType, [.. shape])];
    }
}
