using System.Diagnostics;
using Vlm.Benchmarks.Measuring;

namespace Vlm.Benchmarks.Ratios;

/// <summary>
/// Tiles of SmolVLM and patches of Qwen2-VL at their published sizes, beside Pillow with NumPy doing the same once. For one core
/// on each side run it under <c>taskset -c 0</c>.
/// </summary>
internal sealed class ProcessorRatio : IMeasurement
{
    private const int Rounds = 60;

    private static readonly (string Name, string What, string Settings)[] Processors =
    [
        ("tiles", "SmolVLM, 13 tiles of 512x512", """
            {"image_processor_type":"SmolVLMImageProcessor","size":{"longest_edge":2048},"max_image_size":{"longest_edge":512}}
            """),
        ("patches", "Qwen2-VL, 936 patches", """
            {"image_processor_type":"Qwen2VLImageProcessor","min_pixels":3136,"max_pixels":12845056}
            """),
    ];

    public string Name => "processors";

    public IEnumerable<Figure> Measure()
    {
        string folder = Directory.CreateTempSubdirectory("vlm-benchmarks-").FullName;
        try
        {
            string picture = Path.Combine(folder, BenchmarkPictures.Names[0]);
            File.WriteAllBytes(picture, BenchmarkPictures.Encoded[0]);
            string python = File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";
            using PeerProcess? peer = PeerProcess.Start(python, "pillow_processors.py", [picture], out string reason);
            if (peer is null)
            {
                Console.WriteLine($"skipped: Pillow + NumPy / tiles and patches: {reason} Install python3-pil and python3-numpy.");
                yield break;
            }

            foreach ((string name, string what, string settings) in Processors)
            {
                string file = Path.Combine(folder, $"{name}.json");
                File.WriteAllText(file, settings);
                IImageProcessor processor = ImageProcessor.Load(file);
                yield return Pairs.Ratio(
                    $"{peer.Versions} / decode + {what}, {BenchmarkPictures.Names[0]} 500x375, {Environment.ProcessorCount} processors", bar: null,
                    _ => peer.Ask($"{name} 0")[0] / 1e6, _ => Own(processor), Rounds);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static double Own(IImageProcessor processor)
    {
        long began = Stopwatch.GetTimestamp();
        Stages.Pixels(ImageDecoder.Default, processor, BenchmarkPictures.Encoded[0]).Dispose();
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }
}
