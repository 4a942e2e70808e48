namespace Vlm.PublicApi.Tests.Toys;

/// <summary>Says "mostly" and the strongest colour.</summary>
public sealed class ToyCaptionHead : Toy, ICaptionHead
{
    public FeatureSizes ImageSizes { get; init; } = new() { Pooled = Colours };

    public IReadOnlyList<Caption> Caption(ImageFeatures images, GenerationOptions? options = null, CancellationToken cancellationToken = default) =>
        [.. Enumerable.Range(0, images.BatchSize).Select(i => new Caption
        {
            Text = $"mostly {ColourNames[Strongest(images, i)]}",
            Ids = [Strongest(images, i)],
            LogProbability = -1,
            Score = -1,
            FinishReason = FinishReason.EndOfText,
        })];

    public IEnumerable<TextUpdate> Stream(ImageFeatures images, GenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        yield return new TextUpdate { Text = "mostly" };
        cancellationToken.ThrowIfCancellationRequested();
        yield return new TextUpdate { Text = $" {ColourNames[Strongest(images, 0)]}", FinishReason = FinishReason.EndOfText };
    }

    private static int Strongest(ImageFeatures images, int picture)
    {
        Span<float> pooled = images.Pooled!.Row(picture);
        return pooled.IndexOf(MathF.Max(pooled[0], MathF.Max(pooled[1], pooled[2])));
    }
}
