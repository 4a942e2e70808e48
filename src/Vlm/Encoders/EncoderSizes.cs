using Vlm.Onnx;

namespace Vlm.Encoders;

/// <summary>The widths of an image encoder's outputs: declared, or found by one run where the file leaves them open.</summary>
internal static class EncoderSizes
{
    // More than a picture of 4,096 x 4,096; a file that declares more is not what it says.
    private const long MostElements = 1 << 26;

    public static FeatureSizes Of(OnnxSession session, TensorSpec? rows, TensorSpec? pooled)
    {
        long[]? rowShape = rows is null ? null : [.. rows.Dimensions];
        long[]? pooledShape = pooled is null ? null : [.. pooled.Dimensions];
        bool open = IsOpen(rowShape) || (pooledShape is not null && pooledShape[1] < 0);
        if (open && session.Inputs.Count == 1 && session.Inputs[0].Dimensions.Skip(1).All(d => d > 0))
        {
            Check(session);
            using TensorBuffer<float> zeros = TensorBuffer.Rent<float>([1, .. session.Inputs[0].Dimensions.Skip(1)]);
            zeros.Span.Clear();
            string[] names = [.. new[] { rows?.Name, pooled?.Name }.OfType<string>()];
            using SessionOutputs outputs = session.Run([new SessionInput(session.Inputs[0].Name, zeros)], names);
            rowShape = rows is null ? null : outputs[0].Shape.ToArray();
            pooledShape = pooled is null ? null : outputs[names.Length - 1].Shape.ToArray();
        }

        return new FeatureSizes
        {
            Sequence = rowShape is null ? null : Known(rowShape.Length == 3 ? rowShape[2] : rowShape[1]),
            SequenceLength = rowShape is null ? null : rowShape.Length == 3 ? Known(rowShape[1]) : Known(rowShape[2]) * Known(rowShape[3]),
            Pooled = pooledShape is null ? null : Known(pooledShape[1]),
        };
    }

    private static void Check(OnnxSession session)
    {
        // As floating-point numbers, which no sizes overflow.
        double elements = session.Inputs[0].Dimensions.Skip(1).Aggregate(1.0, (product, size) => product * size);
        if (elements > MostElements)
        {
            throw new ModelFolderException(
                session.Path, $"the input {session.Inputs[0]} takes {elements:0.###E+0} numbers for one picture; at most {MostElements} are taken. Export the encoder with the size of its pictures.");
        }
    }

    private static bool IsOpen(long[]? shape) => shape is not null && shape.Skip(1).Any(d => d < 0);

    private static int? Known(long size) => size > 0 ? (int)size : null;
}
