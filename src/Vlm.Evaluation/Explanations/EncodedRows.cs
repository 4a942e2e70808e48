namespace Vlm.Evaluation;

/// <summary>What the model's own image encoder gives for a picture, as far as it serves explanations.</summary>
internal sealed class EncodedRows
{
    private static readonly string[] AttentionNames = ["cross_attentions", "attentions"];

    private readonly ILinearImageClassifier? _classifier;
    private readonly float[] _rows;
    private readonly float[] _logits;

    private EncodedRows(ILinearImageClassifier? classifier, ImageFeatures features)
    {
        _classifier = classifier;
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
        return new EncodedRows(model.GetService<ILinearImageClassifier>(), features);
    }

    /// <summary>The exact shares of a class's logit; null where the classes are not linear in the rows of a square grid.</summary>
    public AdditiveShares? SharesOf(string label)
    {
        int index = _classifier is null ? -1 : Array.IndexOf([.. _classifier.Labels], label);
        if (index < 0 || index >= _logits.Length || _rows.Length == 0 || _rows.Length % _classifier!.InputSize != 0)
        {
            return null;
        }

        int count = _rows.Length / _classifier.InputSize, side = (int)Math.Sqrt(count);
        return side * side == count ? AdditiveShares.Of(_rows, _classifier.WeightsOf(index).Span, _classifier.BiasOf(index), _logits[index]) : null;
    }
}
