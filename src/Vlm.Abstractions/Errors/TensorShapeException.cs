namespace Vlm;

/// <summary>A tensor, or a stage, has another shape than the next one needs; the message has both.</summary>
public sealed class TensorShapeException : VlmException
{
    /// <summary>Creates the error.</summary>
    /// <param name="name">The tensor or stage.</param>
    /// <param name="expected">The shape or size that was expected.</param>
    /// <param name="actual">The shape or size that was found.</param>
    /// <param name="advice">What to do; may be null.</param>
    public TensorShapeException(string name, string expected, string actual, string? advice = null)
        : base($"{name}: expected {expected}, found {actual}.{(advice is null ? "" : " " + advice)}")
    {
        Expected = expected;
        Actual = actual;
    }

    private TensorShapeException(string message, TensorShapeException other)
        : base(message, other.InnerException)
    {
        Expected = other.Expected;
        Actual = other.Actual;
    }

    /// <summary>The shape or size that was expected.</summary>
    public string Expected { get; }

    /// <summary>The shape or size that was found.</summary>
    public string Actual { get; }

    /// <inheritdoc/>
    public override VlmException AtIndex(int index) => new TensorShapeException(IndexedMessage(index), this) { Index = index };

    internal static void ThrowUnless(TensorBuffer? tensor, string name, params ReadOnlySpan<long> expected)
    {
        if (tensor is null)
        {
            return;
        }

        bool fits = tensor.Shape.Length == expected.Length;
        for (int i = 0; fits && i < expected.Length; i++)
        {
            fits = expected[i] < 0 || expected[i] == tensor.Shape[i];
        }

        if (!fits)
        {
            string wanted = TensorBuffer.FormatShape(expected).Replace("-1", "?", StringComparison.Ordinal);
            throw new TensorShapeException(name, wanted, TensorBuffer.FormatShape(tensor.Shape));
        }
    }
}
