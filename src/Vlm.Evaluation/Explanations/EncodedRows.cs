namespace Vlm.Evaluation;

/// <summary>What the model's own image encoder gives for a picture, as far as it serves explanations.</summary>
internal sealed class EncodedRows
{
    private static readonly string[] AttentionNames = ["cross_attentions", "attentions"];

    private readonly float[] _rows;
    private readonly float[] _logits;

    private EncodedRows(ImageFeatures features)
    {
        _rows = features.Rows?.Span.ToArray() ?? [];
        _logits = features.Extras.TryGetValue("logits", out TensorBuffer? logits) && logits is TensorBuffer<float> numbers ? numbers.Span.ToArray() : [];
        Attention = AttentionNames.Select(name => features.Extras.GetValueOrDefault(name)).OfType<TensorBuffer<float>>().Select(AttentionMap.Of).FirstOrDefault(map => map is not null);
    }

    /// <summary>The attention over the cells, where the encoder's session gives it as a square grid.</summary>
    public IReadOnlyList<IReadOnlyList<double>>? Attention { get; }

    /// <summary>Runs the encoder once; null where the model does not show its stages.</summary>
    public static EncodedRows? Of(IVisionLanguageModel model, RgbImage picture, CancellationToken cancellationToken)
    {
        if (model.GetService<IImageEncoder>() is not { } encoder || model.GetService<IImageProcessor>() is not { } processor)
        {
            return null;
        }

        using PixelValues pixels = processor.Process([picture], cancellationToken);
        using ImageFeatures features = encoder.Encode(pixels, cancellationToken);
        return new EncodedRows(features);
    }

    /// <summary>The exact shares of a class's logit; null where the classes are not linear in the rows of a square grid.</summary>
    /// <param name="classifier">The linear head; null where there is none.</param>
    /// <param name="label">The class.</param>
    /// <param name="own">Whether the head is the encoder's own, so that its logit can be laid beside the sum.</param>
    public AdditiveShares? SharesOf(ILinearImageClassifier? classifier, string label, bool own)
    {
        int index = classifier is null ? -1 : Array.IndexOf([.. classifier.Labels], label);
        if (index < 0 || _rows.Length == 0 || _rows.Length % classifier!.InputSize != 0 || (own && index >= _logits.Length))
        {
            return null;
        }

        int count = _rows.Length / classifier.InputSize, side = (int)Math.Sqrt(count);
        ReadOnlySpan<float> weights = classifier.WeightsOf(index).Span;
        double score = own ? _logits[index] : ProbeOutput.Logit(_rows, weights, classifier.BiasOf(index));
        return side * side == count ? AdditiveShares.Of(_rows, weights, classifier.BiasOf(index), score) : null;
    }
}
