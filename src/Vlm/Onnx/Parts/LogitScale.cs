namespace Vlm.Onnx;

/// <summary>How a dual encoder turns a cosine into a logit: <c>logit = scale · cosine + bias</c>.</summary>
/// <param name="Scale">Already exponentiated.</param>
/// <param name="Bias">Null where nothing is added.</param>
internal sealed record LogitScale(float Scale, float? Bias)
{
    private const int MaxSteps = 64;

    /// <summary>
    /// Reads the learned numbers from the end of a file that scores pictures against texts: back from the logits over transpositions
    /// and casts, an addition of one number and a multiplication by one, to the product of the embeddings. Null where the file
    /// is built otherwise.
    /// </summary>
    /// <param name="outline">The file.</param>
    /// <param name="output">The logits.</param>
    public static LogitScale? Find(OnnxOutline outline, string output)
    {
        using FileStream file = new(outline.Path, FileMode.Open, FileAccess.Read, FileShare.Read);
        float scale = 1;
        float? bias = null;
        bool scaled = false;
        string value = output;
        for (int step = 0; step < MaxSteps && outline.MakerOf(value) is { } node; step++)
        {
            switch (node.Operator)
            {
                case "Transpose" or "Cast" or "Identity" when node.Inputs is [var input, ..]:
                    value = input;
                    break;
                case "Add" when Numbered(node) is var (inner, added):
                    bias = (bias ?? 0) + (added * scale);
                    value = inner;
                    break;
                case "Mul" when Numbered(node) is var (inner, factor):
                    scale *= factor;
                    scaled = true;
                    value = inner;
                    break;
                default:
                    return scaled && node.Operator is "MatMul" or "Gemm" or "Einsum" ? new LogitScale(scale, bias) : null;
            }
        }

        return null;

        // An operator of two inputs, one of which is a single number: the other one, and the number.
        (string Inner, float Number)? Numbered(OutlineNode node) =>
            node.Inputs.Count != 2 ? null
            : NumberOf(outline, file, node.Inputs[1]) is { } second ? (node.Inputs[0], second)
            : NumberOf(outline, file, node.Inputs[0]) is { } first ? (node.Inputs[1], first)
            : null;
    }

    private static float? NumberOf(OnnxOutline outline, FileStream file, string value)
    {
        bool exponential = false;
        for (int step = 0; step < MaxSteps; step++)
        {
            if (outline.Weights.TryGetValue(value, out FileSlice weight))
            {
                return Exponentiated(weight.Length <= 1 << 10 ? OnnxWeight.Read(weight.Read(file)).ToSingles() : null, exponential);
            }

            switch (outline.MakerOf(value))
            {
                case { Operator: "Cast" or "Identity" or "Reshape" or "Squeeze" or "Unsqueeze", Inputs: [var input, ..] }:
                    value = input;
                    break;
                case { Operator: "Exp", Inputs: [var input] } when !exponential:
                    exponential = true;
                    value = input;
                    break;
                case { Operator: "Constant" } constant:
                    return Exponentiated(OnnxWeight.OfConstant(constant.Bytes.Read(file))?.ToSingles(), exponential);
                default:
                    return null;
            }
        }

        return null;
    }

    private static float? Exponentiated(float[]? numbers, bool exponential) =>
        numbers is not [var number] ? null : exponential ? MathF.Exp(number) : number;
}
