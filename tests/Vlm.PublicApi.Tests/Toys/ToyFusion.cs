namespace Vlm.PublicApi.Tests.Toys;

/// <summary>Repeats the weighted sum of picture and words until the size is reached. It asks for pooled vectors of any width.</summary>
public sealed class ToyFusion(int size, float imageWeight = 1, float textWeight = 1) : Toy, IFusion
{
    public FeatureSizes ImageSizes { get; init; } = new() { Pooled = Colours };

    public FeatureSizes TextSizes { get; init; } = new() { Pooled = Colours };

    public FeatureSizes OutputSizes { get; } = new() { Pooled = size };

    public FusedFeatures Fuse(ImageFeatures images, TextFeatures texts, CancellationToken cancellationToken = default)
    {
        TensorBuffer<float> fused = TensorBuffer.Rent<float>(images.BatchSize, size);
        for (int i = 0; i < images.BatchSize; i++)
        {
            ReadOnlySpan<float> image = images.Pooled!.Row(i), text = texts.Pooled!.Row(i);
            for (int f = 0; f < size; f++)
            {
                fused.Row(i)[f] = (imageWeight * image[f % image.Length]) + (textWeight * text[f % text.Length]);
            }
        }

        return new FusedFeatures(fused);
    }
}
