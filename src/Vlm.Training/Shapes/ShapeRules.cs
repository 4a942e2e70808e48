namespace Vlm.Training;

/// <summary>The shapes that operators give to their results (ONNX operator specification, opsets 17 to 20).</summary>
internal static class ShapeRules
{
    private static readonly Dictionary<string, Func<TrainingGraph, GraphNode, InferredValue[]>> Rules = new(StringComparer.Ordinal);

    static ShapeRules()
    {
        Add(ElementwiseShapes.Binary, "Add", "Sub", "Mul", "Div", "Pow", "Max", "Min", "Mod");
        Add(ElementwiseShapes.Comparison, "Equal", "Greater", "Less", "GreaterOrEqual", "LessOrEqual", "And", "Or");
        Add(ElementwiseShapes.Unary, "Abs", "Neg", "Exp", "Log", "Sqrt", "Reciprocal", "Sin", "Cos", "Erf", "Sign", "Floor", "Ceil", "Round", "Relu", "LeakyRelu", "Sigmoid", "Tanh", "Softplus", "Elu", "HardSwish", "HardSigmoid", "Gelu", "FastGelu", "QuickGelu", "Clip", "Softmax", "LogSoftmax", "Not", "Identity", "CumSum", "Trilu", "Dropout", "BatchNormalization", "InstanceNormalization", "ScatterElements", "ScatterND");
        Add(ElementwiseShapes.Where, "Where");
        Add(ElementwiseShapes.Cast, "Cast");
        Add(ElementwiseShapes.Dequantize, "DequantizeLinear");
        Add(MatrixShapes.MatMul, "MatMul", "FusedMatMul");
        Add(MatrixShapes.Gemm, "Gemm");
        Add(NormalizationShapes.Layer, "LayerNormalization");
        Add(ReductionShapes.Reduce, "ReduceSum", "ReduceMean", "ReduceMax", "ReduceMin", "ReduceProd", "ReduceL2", "ReduceLogSumExp", "ReduceSumSquare");
        Add(ReductionShapes.ArgMax, "ArgMax", "ArgMin");
        Add(LayoutShapes.Transpose, "Transpose");
        Add(LayoutShapes.Reshape, "Reshape");
        Add(LayoutShapes.Flatten, "Flatten");
        Add(LayoutShapes.Squeeze, "Squeeze");
        Add(LayoutShapes.Unsqueeze, "Unsqueeze");
        Add(LayoutShapes.Expand, "Expand");
        Add(LayoutShapes.Tile, "Tile");
        Add(LayoutShapes.Pad, "Pad");
        Add(LayoutShapes.Shape, "Shape");
        Add(LayoutShapes.ConstantOfShape, "ConstantOfShape");
        Add(SelectionShapes.Gather, "Gather");
        Add(SelectionShapes.GatherElements, "GatherElements");
        Add(SelectionShapes.Concat, "Concat");
        Add(SelectionShapes.Slice, "Slice");
        Add(SelectionShapes.Split, "Split");
        Add(SelectionShapes.Range, "Range");
        Add(SelectionShapes.NonZero, "NonZero");
        Add(SelectionShapes.OneHot, "OneHot");
        Add(ConvolutionShapes.Conv, "Conv");
        Add(ConvolutionShapes.ConvTranspose, "ConvTranspose");
        Add(ConvolutionShapes.Pool, "MaxPool", "AveragePool");
        Add(ConvolutionShapes.Global, "GlobalAveragePool", "GlobalMaxPool");
    }

    public static bool Has(string @operator) => Rules.ContainsKey(@operator);

    /// <summary>What a node gives; values without a shape where its operator, or the shape of what it reads, is not known.</summary>
    /// <exception cref="GraphException">The shapes of its inputs do not fit together.</exception>
    public static InferredValue[] Infer(TrainingGraph graph, GraphNode node, int outputs)
    {
        if (!Rules.TryGetValue(node.Operator, out var rule))
        {
            return Unknown(node, outputs);
        }

        InferredValue[] inferred = rule(graph, node);
        return inferred.Length >= outputs ? inferred[..outputs] : [.. inferred, .. Unknown(node, outputs - inferred.Length)];
    }

    public static GraphException Mismatch(GraphNode node, string what) =>
        new($"{node}: {what} Inputs: {string.Join(", ", node.Inputs.Select(input => input?.ToString() ?? "none"))}.", node.Name, node.Operator);

    /// <summary>The whole numbers of an input, where they are known now.</summary>
    public static long[]? Numbers(GraphValue? value) =>
        value?.Constant?.ToLongs() ?? (value?.Contents is { } contents && GraphShape.IsKnown(contents) ? GraphShape.Sizes(contents) : null);

    private static InferredValue[] Unknown(GraphNode node, int outputs) =>
        [.. Enumerable.Repeat(new InferredValue(node.Inputs.Count > 0 && node.Inputs[0] is { } first ? first.ElementType : TensorElementType.Float32, null), outputs)];

    private static void Add(Func<TrainingGraph, GraphNode, InferredValue[]> rule, params ReadOnlySpan<string> operators)
    {
        foreach (string @operator in operators)
        {
            Rules.Add(@operator, rule);
        }
    }
}
