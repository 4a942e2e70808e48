using Vlm.Benchmarks.Measuring;

namespace Vlm.Benchmarks.Ratios;

/// <summary>How many times as fast as Pillow with NumPy: decode, resize and normalise of the same bytes, and the resize alone. For one core on each side run it under <c>taskset</c>.</summary>
internal sealed class PillowRatio : IMeasurement
{
    private static readonly ImageResizeOptions Small = new() { Width = 224, Height = 224 };

    public string Name => "pillow";

    public IEnumerable<Figure> Measure()
    {
        using PicturePeer? peer = PicturePeer.Python("pillow.py");
        using PictureStages? own = peer is null ? null : new PictureStages();
        for (int i = 0; i < BenchmarkPictures.Names.Count && peer is not null; i++)
        {
            int file = i;
            yield return Pairs.Ratio(
                $"{peer.Versions} / decode + resize + normalise, {BenchmarkPictures.Names[i]} 500x375", Bar.AtLeast(2),
                _ => peer.Milliseconds($"whole {file}"), _ => own!.Milliseconds(BenchmarkPictures.Encoded[file]));

            using RgbImage decoded = ImageDecoder.Default.Decode(BenchmarkPictures.Encoded[i]);
            yield return Pairs.Ratio(
                $"{peer.Versions} / resize alone, {BenchmarkPictures.Names[i]} 500x375 to 224x224 bicubic", Bar.AtLeast(4),
                _ => peer.Milliseconds($"resize {file}"), _ => PictureStages.Milliseconds(() => ImageResizer.Resize(decoded, Small).Dispose()));
        }
    }
}
