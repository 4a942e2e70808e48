namespace Vlm.Training;

/// <summary>Nodes that need not be made because a value is there already: x · 1, x + 0, a transpose of a transpose.</summary>
internal static class Simplification
{
    public static GraphValue? Find(TrainingGraph graph, string @operator, NodeAttributes attributes, ReadOnlySpan<GraphValue?> inputs) => @operator switch
    {
        "Identity" => inputs[0],
        "Mul" or "Div" when IsScalar(inputs[1], 1) && !Widens(inputs[0]!, inputs[1]!) => inputs[0],
        "Mul" when IsScalar(inputs[0], 1) && !Widens(inputs[1]!, inputs[0]!) => inputs[1],
        "Add" or "Sub" when IsScalar(inputs[1], 0) && !Widens(inputs[0]!, inputs[1]!) => inputs[0],
        "Cast" when inputs[0]!.ElementType == OnnxTypes.FromNumber(attributes.Long("to", 0)) => inputs[0],
        "Transpose" => Transposed(graph, attributes.Longs("perm"), inputs[0]!),
        "Reshape" when inputs[0]!.HasShape && inputs[1]!.Contents is { } target && IsOwnShape(inputs[0]!, target) => inputs[0],
        _ => null,
    };

    private static bool IsScalar(GraphValue? value, float number) =>
        value?.Constant is { Length: 1, ElementType: TensorElementType.Float32 } constant && constant.ToSingles()![0] == number;

    // [5] * [1,1] is [1,5].
    private static bool Widens(GraphValue value, GraphValue scalar) => !value.HasShape || scalar.Rank > value.Rank;

    private static bool IsOwnShape(GraphValue value, Dimension[] target) =>
        target.Length == value.Rank && target.Select((size, i) => size == value.Shape[i] || (size == 0 && value.Shape[i] != 0)).All(same => same);

    private static GraphValue? Transposed(TrainingGraph graph, long[]? perm, GraphValue value)
    {
        if (perm is null)
        {
            return null;
        }

        if (perm.Select((axis, i) => axis == i).All(same => same))
        {
            return value;
        }

        return value.Producer switch
        {
            { Operator: "Transpose" } inner when inner.Attributes.Longs("perm") is { } first =>
                graph.Node("Transpose", NodeAttributes.Of("perm", Array.ConvertAll(perm, axis => first[axis])), inner.Input(0)),

            // (A B)' = B' A', and FusedMatMul reads its operands transposed without a copy.
            { Operator: "FusedMatMul" } product when SwapsLastTwo(perm) => graph.MicrosoftNode(
                "FusedMatMul",
                product.Attributes.With("transA", 1 - product.Attributes.Long("transB", 0)).With("transB", 1 - product.Attributes.Long("transA", 0)),
                product.Input(1),
                product.Input(0)),
            _ => null,
        };
    }

    private static bool SwapsLastTwo(long[] perm) =>
        perm.Length >= 2 && perm.Select((axis, i) => axis == (i == perm.Length - 1 ? i - 1 : i == perm.Length - 2 ? i + 1 : i)).All(same => same);
}
