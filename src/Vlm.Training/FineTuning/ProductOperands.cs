namespace Vlm.Training;

/// <summary>Finds the weights that are the right side of matrix products, and of nothing else.</summary>
internal static class ProductOperands
{
    public static Dictionary<string, ProductOperand> Of(OnnxFile file, FileWeights weights)
    {
        Dictionary<string, ProductOperand> operands = new(StringComparer.Ordinal);
        foreach (OnnxFileNode node in file.Nodes)
        {
            if (weights.FindUse(node.Outputs[0]) is { IsLookUp: false } use)
            {
                operands[use.Weight.Name] = ProductOperand.Plain;
            }

            for (int i = 0; i < node.Inputs.Count; i++)
            {
                if (weights.Find(node.Inputs[i]) is { } weight)
                {
                    ProductOperand here = weight.Shape.Count == 2 && i == 1 ? Read(node) : ProductOperand.None;
                    operands[weight.Name] = operands.GetValueOrDefault(weight.Name, here) == here ? here : ProductOperand.None;
                }
            }
        }

        return operands;
    }

    private static ProductOperand Read(OnnxFileNode node) => node.Operator switch
    {
        "MatMul" => ProductOperand.Plain,
        "Gemm" when node.Attributes.Long("transA", 0) == 0 && node.Attributes.Single("alpha", 1) == 1 =>
            node.Attributes.Long("transB", 0) == 0 ? ProductOperand.Plain : ProductOperand.Transposed,
        _ => ProductOperand.None,
    };
}
