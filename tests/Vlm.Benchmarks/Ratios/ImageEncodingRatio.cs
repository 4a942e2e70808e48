using Microsoft.ML.OnnxRuntime;
using Vlm.Benchmarks.Bare;
using Vlm.Benchmarks.Measuring;

namespace Vlm.Benchmarks.Ratios;

/// <summary>The image encoder on ready pixels against the bare run of the same file with the same outputs.</summary>
internal sealed class ImageEncodingRatio : IMeasurement
{
    public string Name => "image";

    public IEnumerable<Figure> Measure()
    {
        using IVisionLanguageModel model = VisionLanguageModel.LoadDefault();
        IImageEncoder encoder = model.GetService<IImageEncoder>()!;
        using PixelValues pixels = Stages.Pixels(model, BenchmarkPictures.Encoded[0]);

        using InferenceSession session = BareSession.Open(DefaultFiles.ImageEncoder(model));
        using BareRun bare = BareInputs.Image(session, pixels);
        yield return Pairs.Ratio(
            "image embedding from ready pixels / bare session run", Bar.AtMost(1.02),
            _ => encoder.Encode(pixels).Dispose(), _ => bare.Run(), Pairs.Least * 2);
    }
}
