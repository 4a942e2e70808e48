namespace Vlm.Training;

/// <summary>y = x at given entries of an axis: dx = dy added up at those entries, 0 elsewhere.</summary>
internal static class GatherGradient
{
    public static void Apply(GradientContext node)
    {
        GraphValue x = node.Input(0), indices = node.Input(1), dy = node.Upstream;
        int axis = GraphShape.Axis(node.Node.Attributes.Long("axis", 0), x.Rank);

        Dimension before = GraphShape.Product(x.Shape.Take(axis)), after = GraphShape.Product(x.Shape.Skip(axis + 1));
        GraphValue gradient = before == 1 && after.IsKnown && x.Shape[axis].IsKnown
            ? Rows(dy, indices, x.Shape[axis].Size, after.Size)
            : indices.Rank == 0 ? OneEntry(x, dy, indices, axis)
            : Entries(node, before, after, axis);
        node.Give(0, gradient.ReshapeLike(x));
    }

    // dy where the entry's number is the index, 0 at the others.
    private static GraphValue OneEntry(GraphValue x, GraphValue dy, GraphValue index, int axis)
    {
        GraphValue zero = x.Graph.Constant(GraphTensor.Of<long>(TensorElementType.Int64, [0]));
        GraphValue counted = index.Less(zero).Where(index + Positions.Count(x, axis), index);
        GraphValue isEntry = Positions.Of(x, axis).EqualTo(counted).AsNumber();
        GraphValue along = axis == x.Rank - 1 ? isEntry : isEntry.Unsqueeze([.. Enumerable.Range(1, x.Rank - axis - 1)]);
        return dy.Unsqueeze(axis) * along;
    }

    // As one line of numbers, on which ScatterElements is fastest. ScatterND would take whole rows, but adds those that are
    // there twice from several threads at once.
    private static GraphValue Rows(GraphValue dy, GraphValue indices, long count, long size)
    {
        TrainingGraph graph = dy.Graph;
        GraphValue flat = indices.Reshape(-1, 1), rows = graph.Constant(GraphTensor.Longs(count));
        GraphValue counted = flat.Less(graph.Constant(GraphTensor.Longs(0))).Where(flat + rows, flat);
        GraphValue columns = graph.Constant(GraphTensor.Longs([.. Enumerable.Range(0, (int)size).Select(column => (long)column)]));
        GraphValue places = (counted * graph.Constant(GraphTensor.Longs(size))) + columns;
        return graph.Constant(0f).Expand(count * size).ScatterAdd(places.Reshape(-1), dy.Reshape(-1), 0);
    }

    // As [before, entries, after], with the entry's number at each of its elements.
    private static GraphValue Entries(GradientContext node, Dimension before, Dimension after, int axis)
    {
        GraphValue x = node.Input(0), indices = node.Input(1);
        GraphValue updates = AsThree(node, node.Upstream, before, GraphShape.Product(indices.Shape), after);
        GraphValue places = x.Graph.Node("Expand", indices.Reshape(1, -1, 1), updates.ShapeValue());
        return AsThree(node, x.Filled(0), before, x.Shape[axis], after).ScatterAdd(places, updates, 1);
    }

    private static GraphValue AsThree(GradientContext node, GraphValue value, params ReadOnlySpan<Dimension> sizes)
    {
        long[] target = Array.ConvertAll(sizes.ToArray(), size => size.IsKnown ? size.Size : -1);
        return target.Count(size => size < 0) <= 1
            ? value.Reshape(target)
            : throw node.Unsupported($"of the sizes {GraphShape.Format(sizes.ToArray())} two are known only when the graph runs.");
    }
}
