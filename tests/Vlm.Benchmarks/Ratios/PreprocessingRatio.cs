using Vlm.Benchmarks.Bare;
using Vlm.Benchmarks.Measuring;

namespace Vlm.Benchmarks.Ratios;

/// <summary>Decode, resize and normalise against SKCodec's decode of the same bytes into one buffer.</summary>
internal sealed class PreprocessingRatio : IMeasurement
{
    public string Name => "preprocessing";

    public IEnumerable<Figure> Measure()
    {
        using IVisionLanguageModel model = VisionLanguageModel.LoadDefault();
        IImageDecoder decoder = model.GetService<IImageDecoder>()!;
        IImageProcessor processor = model.GetService<IImageProcessor>()!;
        for (int i = 0; i < BenchmarkPictures.Names.Count; i++)
        {
            byte[] encoded = BenchmarkPictures.Encoded[i];
            using BareDecoder bare = BareDecoder.Open(encoded);
            yield return Pairs.Ratio(
                $"decode + resize + normalise / bare SKCodec decode, {BenchmarkPictures.Names[i]} 500x375", Bar.AtMost(1.4),
                _ => Stages.Pixels(decoder, processor, encoded).Dispose(), _ => bare.Decode(), Pairs.Least * 2);
        }
    }
}
