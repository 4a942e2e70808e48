namespace Vlm.Evaluation;

/// <summary>The stages of a model that a linear probe stands behind.</summary>
internal sealed class ProbeStages
{
    private readonly IImageDecoder _decoder;
    private readonly IImageProcessor _processor;
    private readonly IImageEncoder _encoder;

    private ProbeStages(IImageDecoder decoder, IImageProcessor processor, IImageEncoder encoder)
    {
        _decoder = decoder;
        _processor = processor;
        _encoder = encoder;
    }

    public static ProbeStages Of(IVisionLanguageModel model) =>
        model.GetService<IImageDecoder>() is { } decoder && model.GetService<IImageProcessor>() is { } processor && model.GetService<IImageEncoder>() is { } encoder
            ? new ProbeStages(decoder, processor, encoder)
            : throw new NotSupportedException($"{model.Info.Name} does not show its decoder, processor and encoder, so that no probe can stand behind them.");

    /// <summary>The rows of each picture.</summary>
    public float[][] RowsOf(IReadOnlyList<ImageInput> pictures, int width, CancellationToken cancellationToken)
    {
        float[][] all = new float[pictures.Count][];
        for (int i = 0; i < all.Length; i++)
        {
            using RgbImage picture = _decoder.Decode(pictures[i], null, cancellationToken);
            using PixelValues pixels = _processor.Process([picture], cancellationToken);
            using ImageFeatures features = _encoder.Encode(pixels, cancellationToken);
            all[i] = features.Rows is { } rows && rows.Shape[1] == width
                ? rows.Span.ToArray()
                : throw new TensorShapeException("rows of the image encoder", $"rows of {width}, as the probe has weights", features.Rows is null ? "no rows" : $"rows of {features.Rows.Shape[1]}");
        }

        return all;
    }

    public int LikeliestOf(ImageInput picture, ILinearImageClassifier probe, CancellationToken cancellationToken)
    {
        float[] rows = RowsOf([picture], probe.InputSize, cancellationToken)[0];
        return Enumerable.Range(0, probe.Labels.Count).MaxBy(label => ProbeOutput.Logit(rows, probe.WeightsOf(label).Span, probe.BiasOf(label)));
    }
}
