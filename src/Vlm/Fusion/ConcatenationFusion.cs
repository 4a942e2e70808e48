using Vlm.Fusion;
using Vlm.Onnx;

namespace Vlm;

/// <summary>
/// Fusion without weights: the mean of a picture's rows beside the mean of a text's token states, F = D of the image
/// encoder + D of the text encoder.
/// </summary>
/// <remarks>Thread-safe; holds nothing that has to be disposed.</remarks>
public sealed class ConcatenationFusion : IFusion
{
    private readonly int _imageWidth;
    private readonly int _textWidth;

    /// <summary>Creates the fusion for encoders of the given widths.</summary>
    /// <param name="imageWidth">The width D of the image encoder's rows, 1 or more.</param>
    /// <param name="textWidth">The width D of the text encoder's token states, 1 or more.</param>
    public ConcatenationFusion(int imageWidth, int textWidth)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(imageWidth, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(textWidth, 1);
        _imageWidth = imageWidth;
        _textWidth = textWidth;
        ImageSizes = new FeatureSizes { Sequence = imageWidth };
        TextSizes = new FeatureSizes { Sequence = textWidth };
        OutputSizes = new FeatureSizes { Pooled = imageWidth + textWidth };
    }

    /// <inheritdoc/>
    public FeatureSizes ImageSizes { get; }

    /// <inheritdoc/>
    public FeatureSizes TextSizes { get; }

    /// <inheritdoc/>
    public FeatureSizes OutputSizes { get; }

    /// <summary>Joins picture i with text i.</summary>
    /// <param name="images">B pictures with rows of the width given to the constructor; the caller keeps them.</param>
    /// <param name="texts">B texts with token states of the width given to the constructor; padding is left out of the mean; the caller keeps them.</param>
    /// <param name="cancellationToken">Checked once, before the work.</param>
    /// <returns>[B,F]; the caller disposes it.</returns>
    /// <exception cref="TensorShapeException">Rows or states are absent or of another width, or there are not as many pictures as texts.</exception>
    public FusedFeatures Fuse(ImageFeatures images, TextFeatures texts, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(texts);
        cancellationToken.ThrowIfCancellationRequested();
        PairedBatch.Check(images, texts);
        CheckWidth(images.Rows, "image rows", _imageWidth);
        CheckWidth(texts.Tokens, "token states", _textWidth);

        TensorBuffer<float> fused = TensorBuffer.Rent<float>(images.BatchSize, _imageWidth + _textWidth);
        MeanPooling.Rows(images.Rows!, images.Counts, fused);
        using TensorBuffer<float> words = MeanPooling.Masked(texts.Tokens!, texts.Mask!);
        for (int i = 0; i < images.BatchSize; i++)
        {
            words.Row(i).CopyTo(fused.Row(i)[_imageWidth..]);
        }

        return new FusedFeatures(fused);
    }

    /// <summary>Does nothing: the fusion has no weights.</summary>
    public void Dispose()
    {
    }

    private static void CheckWidth(TensorBuffer<float>? tensor, string name, int width)
    {
        if (tensor is null || tensor.Shape[^1] != width)
        {
            throw new TensorShapeException(
                name, $"a width of {width}", tensor is null ? "none" : TensorBuffer.FormatShape(tensor.Shape), "Create the fusion for the widths of the encoders.");
        }
    }
}
