using System.Numerics.Tensors;

namespace Vlm.Samples;

/// <summary>The mean of a picture's rows, cut to the size that the head wants. It never looks at the words.</summary>
internal sealed class PictureOnlyFusion(int size) : IFusion
{
    public FeatureSizes ImageSizes { get; } = new() { Sequence = 1280 };

    public FeatureSizes TextSizes => FeatureSizes.None;

    public FeatureSizes OutputSizes { get; } = new() { Pooled = size };

    public FusedFeatures Fuse(ImageFeatures images, TextFeatures texts, CancellationToken cancellationToken = default)
    {
        TensorBuffer<float> fused = TensorBuffer.Rent<float>(images.BatchSize, size);
        fused.Span.Clear();
        int row = 0;
        for (int picture = 0; picture < images.BatchSize; picture++)
        {
            Span<float> mean = fused.Row(picture);
            for (int end = row + images.Counts[picture]; row < end; row++)
            {
                TensorPrimitives.Add(mean, images.Rows!.Row(row)[..size], mean);
            }

            TensorPrimitives.Divide(mean, images.Counts[picture], mean);
        }

        return new FusedFeatures(fused);
    }

    public void Dispose()
    {
    }
}
