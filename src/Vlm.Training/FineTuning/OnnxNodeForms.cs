namespace Vlm.Training;

/// <summary>Puts nodes of files of other opsets into the form that a graph's own opset has.</summary>
internal static class OnnxNodeForms
{
    private const int OldestOpset = 11;

    /// <summary>Refuses a file whose operators' versions are not known here.</summary>
    public static void Check(OnnxFile file)
    {
        if (file.Opset is < OldestOpset or > TrainingGraph.MaxOpset)
        {
            throw file.Unsupported($"it is of ONNX opset {file.Opset}; fine-tuning reads {OldestOpset} to {TrainingGraph.MaxOpset}. Export the model again with opset 17.");
        }
    }

    /// <summary>Adds a node of a file to a graph.</summary>
    /// <returns>Its outputs, at least as many as the node names.</returns>
    public static IReadOnlyList<GraphValue> Emit(TrainingGraph graph, OnnxFile file, OnnxFileNode node, GraphValue?[] inputs)
    {
        NodeAttributes attributes = Widened(node);
        switch (node.Operator)
        {
            case "Constant" when attributes.Tensor("value") is { } tensor:
                return [graph.Constant(tensor)];
            case "Constant":
                return [graph.Constant(Listed(file, node))];
            case "Identity":
            case "Dropout":
                return [inputs[0]!, inputs[0]!];
            case "ReduceSum" or "ReduceMean" or "ReduceMax" or "ReduceMin" or "ReduceProd" or "ReduceL2" or "ReduceLogSumExp" or "ReduceSumSquare":
                return [Reduce(graph, node, inputs)];
            case "Squeeze" or "Unsqueeze" when attributes.Longs("axes") is { } axes:
                return [graph.Node(node.Operator, inputs[0], graph.Constant(GraphTensor.Longs(axes)))];
            case "Split":
                return Split(graph, file, node, inputs);
            case "Softmax" or "LogSoftmax" when file.Opset < 13:
                return [OldSoftmax(graph, file, node, inputs[0]!)];
            case "Reshape" or "MatMul" or "Add" or "Mul" or "Transpose" or "Cast" when node.Domain.Length == 0:
                return [graph.Node(node.Operator, attributes, inputs)];
        }

        int outputs = node.Operator switch
        {
            "LayerNormalization" => 3,
            "MaxPool" => 2,
            _ => node.Outputs.Count,
        };
        return graph.Emit(node.Operator, node.Domain, attributes, outputs, inputs, node.Label);
    }

    /// <summary>Half precision is a way to store numbers here; arithmetic runs in single precision.</summary>
    public static GraphTensor Widened(GraphTensor tensor) => tensor.ElementType == TensorElementType.Float16
        ? GraphTensor.Of<float>(TensorElementType.Float32, tensor.ToSingles()!, [.. tensor.Shape])
        : tensor;

    private static NodeAttributes Widened(OnnxFileNode node)
    {
        NodeAttributes attributes = node.Attributes;
        if (node.Operator == "Cast" && attributes.Long("to", 0) == OnnxTypes.ToNumber(TensorElementType.Float16))
        {
            return attributes.With("to", OnnxTypes.ToNumber(TensorElementType.Float32));
        }

        return attributes.Tensor("value") is { ElementType: TensorElementType.Float16 } half ? attributes.With("value", Widened(half)) : attributes;
    }

    private static GraphTensor Listed(OnnxFile file, OnnxFileNode node) => (node.Attributes.Find("value_float"), node.Attributes.Find("value_int"), node.Attributes.Find("value_ints"), node.Attributes.Find("value_floats")) switch
    {
        (float number, _, _, _) => GraphTensor.Scalar(number),
        (_, long number, _, _) => GraphTensor.Of<long>(TensorElementType.Int64, [number]),
        (_, _, long[] numbers, _) => GraphTensor.Longs(numbers),
        (_, _, _, float[] numbers) => GraphTensor.Of<float>(TensorElementType.Float32, numbers, numbers.Length),
        _ => throw file.Unsupported($"the constant '{node.Label}' has no numbers that are read."),
    };

    private static GraphValue Reduce(TrainingGraph graph, OnnxFileNode node, GraphValue?[] inputs)
    {
        long[]? axes = node.Attributes.Longs("axes") ?? (inputs.Length > 1 ? ShapeRules.Numbers(inputs[1]) : null);
        bool keeps = node.Attributes.Long("keepdims", 1) != 0;
        return inputs.Length > 1 && inputs[1] is not null && axes is null
            ? graph.Emit(node.Operator, "", node.Attributes, 1, inputs, node.Label)[0]
            : ReductionOperators.Reduce(node.Operator, inputs[0]!, axes is null or [] ? null : Array.ConvertAll(axes, axis => (int)axis), keeps);
    }

    private static IReadOnlyList<GraphValue> Split(TrainingGraph graph, OnnxFile file, OnnxFileNode node, GraphValue?[] inputs)
    {
        int axis = GraphShape.Axis(node.Attributes.Long("axis", 0), inputs[0]!.Rank);
        long[]? parts = node.Attributes.Longs("split") ?? (inputs.Length > 1 ? ShapeRules.Numbers(inputs[1]) : null);
        if (parts is null)
        {
            if (!inputs[0]!.Shape[axis].IsKnown)
            {
                throw file.Unsupported($"Split '{node.Label}' cuts an axis whose size is known only when the model runs.");
            }

            long size = inputs[0]!.Shape[axis].Size, part = (size + node.Outputs.Count - 1) / node.Outputs.Count;
            parts = [.. Enumerable.Range(0, node.Outputs.Count).Select(i => Math.Min(part, size - (i * part)))];
        }

        return inputs[0]!.Split(axis, parts);
    }

    // Before opset 13 everything from the axis on was one row.
    private static GraphValue OldSoftmax(TrainingGraph graph, OnnxFile file, OnnxFileNode node, GraphValue input)
    {
        int axis = GraphShape.Axis(node.Attributes.Long("axis", 1), input.Rank);
        return axis == input.Rank - 1
            ? graph.Node(node.Operator, NodeAttributes.Of("axis", -1L), input)
            : throw file.Unsupported($"{node.Operator} '{node.Label}' of opset {file.Opset} runs over several axes at once. Export the model again with opset 17.");
    }
}
