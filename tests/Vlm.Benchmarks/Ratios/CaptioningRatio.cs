using Vlm.Benchmarks.Bare;
using Vlm.Benchmarks.Measuring;

namespace Vlm.Benchmarks.Ratios;

/// <summary>Captioning against the sum of the session runs that it needs, with the model's own beams and greedily.</summary>
internal sealed class CaptioningRatio : IMeasurement
{
    public string Name => "caption";

    public IEnumerable<Figure> Measure()
    {
        using IVisionLanguageModel source = VisionLanguageModel.LoadDefault();
        byte[] picture = BenchmarkPictures.Encoded[1];
        foreach ((string how, int? beams) in new (string, int?)[] { ("the model's own beams", null), ("greedy", 1) })
        {
            using BareCaption bare = BareCaption.Of(source, picture, beams);
            yield return Pairs.Ratio(
                $"captioning from JPEG, {how} / its {bare.Count} bare session runs", Bar.AtMost(1.10),
                _ => bare.Model.CaptionAsync(picture, bare.Options).GetAwaiter().GetResult(), _ => bare.Run());
            yield return Pairs.Ratio(
                $"captioning from ready pixels, {how} / its {bare.Count} bare session runs", null,
                _ => FromPixels(bare), _ => bare.Run());
        }
    }

    private static void FromPixels(BareCaption bare)
    {
        using ImageFeatures features = bare.Model.GetService<IImageEncoder>()!.Encode(bare.Pixels);
        bare.Model.GetService<ICaptionHead>()!.Caption(features, bare.Options);
    }
}
