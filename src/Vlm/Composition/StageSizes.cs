using Vlm.Encoders;
using Vlm.Onnx;

namespace Vlm.Composition;

/// <summary>Compares what a stage needs with what the stage before it gives.</summary>
internal static class StageSizes
{
    public static void Require(string consumer, FeatureSizes needed, string producer, FeatureSizes given)
    {
        Compare(needed.Sequence, given.Sequence, "rows of width");
        Compare(needed.Pooled, given.Pooled, "a pooled vector of width");
        if (needed.SequenceLength is { } length && given.SequenceLength is { } found && length != found)
        {
            throw Mismatch($"{length} rows", $"{found} rows");
        }

        void Compare(int? need, int? have, string what)
        {
            if (need is { } n && have != n)
            {
                throw Mismatch($"{what} {n}", have is null ? "none" : $"{what} {have}");
            }
        }

        TensorShapeException Mismatch(string expected, string actual) =>
            new($"{consumer} after {producer}", expected, actual, "Use stages that were trained for each other.");
    }

    /// <summary>Refuses a processor that does not make what its encoder reads.</summary>
    public static void Require(IImageProcessor processor, IImageEncoder encoder) => Require(processor, encoder.Inputs, encoder is IPartialImageEncoder);

    /// <summary>Refuses a processor that leaves inputs of the session behind it without a tensor, whatever their shapes.</summary>
    public static void RequireNames(IImageProcessor processor, IReadOnlyList<TensorSpec> inputs)
    {
        TensorSpec[] missing = [.. inputs.Where(input => !processor.Outputs.Any(output => PixelInputs.Feeds(output.Name, input.Name)))];
        if (missing.Length > 0)
        {
            throw new TensorShapeException(
                missing.Length == 1 ? $"the image encoder's input {missing[0].Name}" : $"the image encoder's inputs {string.Join(" and ", missing.Select(input => input.Name))}",
                string.Join("; ", missing.Select(input => input.ToString())), $"a processor that makes {string.Join("; ", processor.Outputs)}",
                "Give the encoder the processor it was trained with.");
        }
    }

    /// <summary>Refuses a processor that does not make the inputs of the session behind it.</summary>
    public static void Require(IImageProcessor processor, IReadOnlyList<TensorSpec> inputs) => Require(processor, inputs, converts: true);

    // A session turns what it is fed into the element type that it declares, as half precision needs it; another's encoder need not.
    private static void Require(IImageProcessor processor, IReadOnlyList<TensorSpec> inputs, bool converts)
    {
        RequireNames(processor, inputs);
        foreach (TensorSpec input in inputs)
        {
            TensorSpec output = processor.Outputs.First(o => PixelInputs.Feeds(o.Name, input.Name));
            bool fits = (output.ElementType == input.ElementType || (converts && TensorConversion.Exists(output.ElementType, input.ElementType)))
                && output.Dimensions.Count == input.Dimensions.Count
                && output.Dimensions.Zip(input.Dimensions).All(d => d.First < 0 || d.Second < 0 || d.First == d.Second);
            if (!fits)
            {
                throw new TensorShapeException("the image encoder's input", input.ToString(), output.ToString(), "Give the encoder the processor it was trained with.");
            }
        }
    }
}
