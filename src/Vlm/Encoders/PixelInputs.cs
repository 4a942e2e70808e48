using Vlm.Onnx;

namespace Vlm.Encoders;

/// <summary>What an image processor made, as the inputs that a session declares.</summary>
internal static class PixelInputs
{
    // Exporters and processors name one tensor in two ways.
    private static readonly (string Input, string Tensor)[] OtherNames = [("grid_thw", "image_grid_thw")];

    /// <summary>Whether a processor's tensor is what an input reads, by their names.</summary>
    public static bool Feeds(string tensor, string input) => tensor == input || Array.IndexOf(OtherNames, (input, tensor)) >= 0;

    /// <summary>One tensor for each declared input.</summary>
    /// <param name="session">The encoder.</param>
    /// <param name="pixels">What its processor made.</param>
    /// <exception cref="TensorShapeException">The processor makes nothing that an input reads.</exception>
    public static SessionInput[] Of(OnnxSession session, PixelValues pixels)
    {
        SessionInput[] inputs = new SessionInput[session.Inputs.Count];
        for (int i = 0; i < inputs.Length; i++)
        {
            inputs[i] = Of(session, pixels, session.Inputs[i]);
        }

        return inputs;
    }

    public static SessionInput Of(OnnxSession session, PixelValues pixels, TensorSpec input)
    {
        TensorBuffer? tensor = Find(pixels, input.Name);
        return tensor is not null
            ? new SessionInput(input.Name, tensor, Shape(tensor, input))
            : throw new TensorShapeException(
                $"{session.Path}: input '{input.Name}'", input.ToString(), $"only {string.Join(", ", pixels.Tensors.Keys)}", "Use the image processor of this encoder.");
    }

    private static TensorBuffer? Find(PixelValues pixels, string name)
    {
        if (pixels.Tensors.TryGetValue(name, out TensorBuffer? tensor))
        {
            return tensor;
        }

        string? other = Array.Find(OtherNames, pair => pair.Input == name).Tensor;
        return other is null ? null : pixels.Tensors.GetValueOrDefault(other);
    }

    // Files differ in whether the frames of one row stand in a batch of one: [1,F,3,H,W] or [F,3,H,W].
    private static long[]? Shape(TensorBuffer tensor, TensorSpec input)
    {
        ReadOnlySpan<long> shape = tensor.Shape;
        return shape.Length == input.Dimensions.Count + 1 && shape[0] == 1 ? shape[1..].ToArray()
            : shape.Length == input.Dimensions.Count - 1 ? [1, .. shape]
            : null;
    }
}
