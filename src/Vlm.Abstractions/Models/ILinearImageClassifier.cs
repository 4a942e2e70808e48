namespace Vlm;

/// <summary>
/// Classes whose logits are linear in the mean of the image encoder's rows: <c>logit = bias + weights · mean(rows)</c>. Each
/// row's share of a logit is then exact: <c>weights · row / number of rows</c>. Found through
/// <see cref="IVisionLanguageModel.GetService"/> where a model is built so; implement it for a linear probe of your own.
/// </summary>
/// <remarks>Members are thread-safe.</remarks>
public interface ILinearImageClassifier
{
    /// <summary>The classes, in the order of the logits.</summary>
    IReadOnlyList<string> Labels { get; }

    /// <summary>The width of a row.</summary>
    int InputSize { get; }

    /// <summary>The weights of a class, <see cref="InputSize"/> of them.</summary>
    /// <param name="label">The index of the class.</param>
    ReadOnlyMemory<float> WeightsOf(int label);

    /// <summary>What a class's logit is before any row is seen.</summary>
    /// <param name="label">The index of the class.</param>
    float BiasOf(int label);
}
