namespace Vlm.Training;

/// <summary>
/// Reverse-mode differentiation: the nodes between the targets and a loss are gone through backwards, and each operator's
/// rule adds the nodes that lead from the gradient of its result to those of what it read. The gradients are values of the
/// same graph, so one run computes the loss and all of them, and what the forward pass computed is used again.
/// </summary>
internal static class Differentiation
{
    /// <summary>The gradients of a loss.</summary>
    /// <param name="loss">One number.</param>
    /// <param name="targets">Values of its graph.</param>
    /// <returns>For each target its gradient, in its shape; null where the loss does not depend on it.</returns>
    /// <exception cref="GraphException">An operator between a target and the loss has no gradient; the error names it.</exception>
    public static IReadOnlyList<GraphValue?> Gradients(GraphValue loss, IReadOnlyList<GraphValue> targets)
    {
        if (GraphShape.Product(loss.Shape) != 1)
        {
            throw new GraphException($"A loss is one number; '{loss.Name}' has the shape {GraphShape.Format(loss.Shape)}. Take its sum or mean.", loss.Producer?.Name, loss.Producer?.Operator);
        }

        using IDisposable scope = loss.Graph.Scope("gradient");
        Dictionary<GraphValue, GraphValue> gradients = new() { [loss] = loss.Filled(1) };
        GraphNode[] nodes = [.. loss.Graph.Nodes];
        HashSet<GraphValue> wanted = Dependents(nodes, targets);
        HashSet<GraphNode> needed = Ancestors(loss);
        for (int i = nodes.Length - 1; i >= 0; i--)
        {
            GraphNode node = nodes[i];
            if (needed.Contains(node) && node.Outputs.Any(output => wanted.Contains(output) && gradients.ContainsKey(output)))
            {
                PassBack(node, wanted, gradients);
            }
        }

        return [.. targets.Select(gradients.GetValueOrDefault)];
    }

    private static void PassBack(GraphNode node, HashSet<GraphValue> wanted, Dictionary<GraphValue, GraphValue> gradients)
    {
        void Give(GraphValue value, GraphValue gradient)
        {
            if (wanted.Contains(value))
            {
                gradients[value] = gradients.TryGetValue(value, out GraphValue? sum) ? sum + gradient : gradient;
            }
        }

        if (node.Gradient is { } custom)
        {
            IReadOnlyList<GraphValue?> given = custom.Rule(gradients[node.Outputs[0]]);
            for (int i = 0; i < given.Count; i++)
            {
                if (given[i] is { } gradient)
                {
                    Give(custom.Sources[i], Unbroadcast.ToShapeOf(custom.Sources[i], gradient));
                }
            }

            return;
        }

        Action<GradientContext> rule = OperatorGradients.Find(node) ?? throw new GraphException(
            $"{node} has no gradient here, and values that are trained pass through it. Freeze what comes before it, or build the model without {node.Operator}.", node.Name, node.Operator);
        rule(new GradientContext(node, [.. node.Outputs.Select(gradients.GetValueOrDefault)], wanted.Contains, Give));
    }

    // A stretch with a gradient of its own is as trained as its sources.
    private static HashSet<GraphValue> Dependents(GraphNode[] nodes, IReadOnlyList<GraphValue> targets)
    {
        HashSet<GraphValue> dependents = [.. targets];
        foreach (GraphNode node in nodes)
        {
            IEnumerable<GraphValue?> sources = node.Gradient?.Sources ?? node.Inputs;
            if (sources.Any(source => source is not null && dependents.Contains(source)))
            {
                dependents.UnionWith(node.Outputs.Where(output => output.ElementType is TensorElementType.Float32 or TensorElementType.Float16 or TensorElementType.Float64));
            }
        }

        return dependents;
    }

    private static HashSet<GraphNode> Ancestors(GraphValue loss)
    {
        HashSet<GraphNode> ancestors = [];
        Stack<GraphNode?> open = new([loss.Producer]);
        while (open.TryPop(out GraphNode? node))
        {
            if (node is not null && ancestors.Add(node))
            {
                foreach (GraphValue? source in node.Inputs)
                {
                    open.Push(source?.Producer);
                }
            }
        }

        return ancestors;
    }
}
