using System.Diagnostics;
using Vlm.Benchmarks.Measuring;

namespace Vlm.Benchmarks.Ratios;

/// <summary>How many times as fast as Pillow with NumPy: decode, resize and normalise of the same bytes, one core each.</summary>
internal sealed class PillowRatio : IMeasurement
{
    public string Name => "pillow";

    public IEnumerable<Figure> Measure()
    {
        string folder = Directory.CreateTempSubdirectory("vlm-benchmarks-").FullName;
        try
        {
            string[] files = [.. BenchmarkPictures.Names.Select(n => Path.Combine(folder, n))];
            for (int i = 0; i < files.Length; i++)
            {
                File.WriteAllBytes(files[i], BenchmarkPictures.Encoded[i]);
            }

            string python = File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";
            using PeerProcess? peer = PeerProcess.Start(python, "pillow.py", files, out string reason);
            if (peer is null)
            {
                Console.WriteLine($"skipped: Pillow + NumPy / decode + resize + normalise: {reason} Install python3-pil and python3-numpy.");
                yield break;
            }

            using IVisionLanguageModel model = VisionLanguageModel.LoadDefault();
            IImageDecoder decoder = model.GetService<IImageDecoder>()!;
            IImageProcessor processor = model.GetService<IImageProcessor>()!;
            for (int i = 0; i < files.Length; i++)
            {
                int file = i;
                yield return Pairs.Ratio(
                    $"{peer.Versions} / decode + resize + normalise, {BenchmarkPictures.Names[i]} 500x375", Bar.AtLeast(1.5),
                    _ => peer.Ask(file.ToString())[0] / 1e6, _ => Own(decoder, processor, BenchmarkPictures.Encoded[file]));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static double Own(IImageDecoder decoder, IImageProcessor processor, byte[] encoded)
    {
        long began = Stopwatch.GetTimestamp();
        Stages.Pixels(decoder, processor, encoded).Dispose();
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }
}
