using Vlm.Benchmarks.Measuring;

namespace Vlm.Benchmarks.Ratios;

/// <summary>How many times as fast as the same image processor of transformers.js, decoding included, on the same bytes.</summary>
internal sealed class TransformersJsRatio : IMeasurement
{
    private const int Rounds = 150;

    public string Name => "transformers-js";

    public IEnumerable<Figure> Measure()
    {
        using PictureStages own = new();
        using PicturePeer? peer = PicturePeer.Node("transformers_images.cjs", DefaultFiles.ImageProcessor(own.Model));
        for (int i = 0; i < BenchmarkPictures.Names.Count && peer is not null; i++)
        {
            int file = i;
            yield return Pairs.Ratio(
                $"{peer.Versions} / decode + resize + normalise, {BenchmarkPictures.Names[i]} 500x375", Bar.AtLeast(2),
                _ => peer.Milliseconds($"{file}"), _ => own.Milliseconds(BenchmarkPictures.Encoded[file]), Rounds);
        }
    }
}
