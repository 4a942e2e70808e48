using Vlm.Benchmarks.Bare;
using Vlm.Benchmarks.Measuring;

namespace Vlm.Benchmarks.Ratios;

/// <summary>Captioning against the sum of the session runs that it needs, with the model's own beams and greedily.</summary>
internal sealed class CaptioningRatio : IMeasurement
{
    public string Name => "caption";

    public IEnumerable<Figure> Measure()
    {
        using IVisionLanguageModel model = VisionLanguageModel.LoadDefault();
        byte[] picture = BenchmarkPictures.Encoded[1];
        foreach ((string how, int? beams) in new (string, int?)[] { ("the model's own beams", null), ("greedy", 1) })
        {
            GenerationOptions options = new() { NumBeams = beams };
            using BareCaption bare = BareCaption.Of(model, picture, beams);
            using PixelValues pixels = Stages.Pixels(model, picture);
            yield return Pairs.Ratio(
                $"captioning from JPEG, {how} / its {bare.Count} bare session runs", Bar.AtMost(1.10),
                _ => model.CaptionAsync(picture, options).GetAwaiter().GetResult(), _ => bare.Run());
            yield return Pairs.Ratio(
                $"captioning from ready pixels, {how} / its {bare.Count} bare session runs", null,
                _ => FromPixels(model, pixels, options), _ => bare.Run());
        }
    }

    private static void FromPixels(IVisionLanguageModel model, PixelValues pixels, GenerationOptions options)
    {
        using ImageFeatures features = model.GetService<IImageEncoder>()!.Encode(pixels);
        model.GetService<ICaptionHead>()!.Caption(features, options);
    }
}
