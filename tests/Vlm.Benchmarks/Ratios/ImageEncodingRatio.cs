using Vlm.Benchmarks.Bare;
using Vlm.Benchmarks.Measuring;
using Vlm.Encoders;
using Vlm.Onnx;

namespace Vlm.Benchmarks.Ratios;

/// <summary>The image encoder on ready pixels against the bare run of the same session with the same outputs.</summary>
internal sealed class ImageEncodingRatio : IMeasurement
{
    public string Name => "image";

    public IEnumerable<Figure> Measure()
    {
        using IVisionLanguageModel model = VisionLanguageModel.LoadDefault();
        foreach (int threads in new[] { Environment.ProcessorCount, 1 }.Distinct())
        {
            OnnxSession session = OnnxSession.Load(DefaultFiles.ImageEncoder(model), new OnnxSessionOptions { IntraOpThreads = threads });
            using SessionImageEncoder encoder = SessionImageEncoder.Create(session, null, null, []);
            using PixelValues pixels = Stages.Pixels(model, BenchmarkPictures.Encoded[0]);
            using BareRun bare = BareInputs.Image(NativeSession.Of(session), pixels);
            yield return Pairs.Ratio(
                $"image embedding from ready pixels / bare session run, {threads} threads", Bar.AtMost(1.02),
                _ => encoder.Encode(pixels).Dispose(), _ => bare.Run(), Pairs.Least * 2);
        }
    }
}
