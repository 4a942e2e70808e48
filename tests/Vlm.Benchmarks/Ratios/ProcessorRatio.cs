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
        using PicturePeer? peer = PicturePeer.Python("pillow_processors.py");
        string folder = Directory.CreateTempSubdirectory("vlm-benchmarks-").FullName;
        foreach ((string name, string what, string settings) in peer is null ? [] : Processors)
        {
            string file = Path.Combine(folder, $"{name}.json");
            File.WriteAllText(file, settings);
            IImageProcessor processor = ImageProcessor.Load(file);
            yield return Pairs.Ratio(
                $"{peer!.Versions} / decode + {what}, {BenchmarkPictures.Names[0]} 500x375, {Environment.ProcessorCount} processors", bar: null,
                _ => peer.Milliseconds($"{name} 0"), _ => PictureStages.Milliseconds(() => Stages.Pixels(ImageDecoder.Default, processor, BenchmarkPictures.Encoded[0]).Dispose()), Rounds);
        }

        Directory.Delete(folder, recursive: true);
    }
}
