using Vlm.Benchmarks.Measuring;

namespace Vlm.Benchmarks.Ratios;

/// <summary>How many times as fast a photograph of 12 megapixels is decoded, resized and normalised at a reduced scale. For one core run it under <c>taskset</c>.</summary>
internal sealed class FastDecodeRatio : IMeasurement
{
    public string Name => "fast-decode";

    public IEnumerable<Figure> Measure()
    {
        byte[] photo = BenchmarkPictures.Mosaic();
        using PictureStages stages = new();
        ImageDecodeOptions fast = new ImageDecodeOptions { FastDecode = true }.For(stages.Processor);
        yield return Pairs.Ratio(
            $"exact / FastDecode, decode + resize + normalise, mosaic 4000x3000 ({photo.Length / 1e6:0.0} MB)", Bar.AtLeast(4),
            _ => Process(stages, photo, null), _ => Process(stages, photo, fast));
    }

    private static void Process(PictureStages stages, byte[] photo, ImageDecodeOptions? options)
    {
        using RgbImage image = stages.Decoder.Decode(photo, options);
        stages.Processor.Process([image]).Dispose();
    }
}
