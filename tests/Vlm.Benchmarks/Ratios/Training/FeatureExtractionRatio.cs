using Vlm.Benchmarks.Bare;
using Vlm.Benchmarks.Measuring;
using Vlm.Encoders;
using Vlm.Onnx;
using Vlm.Training;
using IPictureSource = Vlm.Evaluation.IPictureSource;

namespace Vlm.Benchmarks.Ratios.Training;

/// <summary>
/// Features of JPEG pictures into a cache on disk (read, decode, resize, encode, checksum, write) against bare runs of the same session on
/// ready pixels with the same number of threads: one session run with all threads, and, harder to reach, one run on every thread.
/// </summary>
internal sealed class FeatureExtractionRatio : IMeasurement
{
    private const int Count = 256;
    private const int BatchSize = 4;

    // A pair is seconds of work: what disturbs a run of milliseconds is averaged within it.
    private const int PairCount = 15;

    public string Name => "features";

    public IEnumerable<Figure> Measure()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("vlm-features-");
        try
        {
            foreach (IReadOnlyList<PictureView> views in (IReadOnlyList<PictureView>[])[[PictureView.Whole], [PictureView.Whole, PictureView.Mirrored]])
            {
                foreach (Figure figure in Measure(folder.FullName, views))
                {
                    yield return figure;
                }
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static IEnumerable<Figure> Measure(string folder, IReadOnlyList<PictureView> views)
    {
        int threads = Environment.ProcessorCount;
        using IVisionLanguageModel model = VisionLanguageModel.LoadDefault();
        using OnnxSession single = OnnxSession.Load(DefaultFiles.ImageEncoder(model), new OnnxSessionOptions { IntraOpThreads = 1 });
        using OnnxSession many = OnnxSession.Load(DefaultFiles.ImageEncoder(model), new OnnxSessionOptions { IntraOpThreads = threads });
        using PixelValues pixels = model.GetService<IImageProcessor>()!.Process([.. Enumerable.Range(0, BatchSize).Select(Decode)]);
        using BareRun wide = BareInputs.Image(NativeSession.Of(many), pixels);
        BareRun[] narrow = [.. Enumerable.Range(0, threads).Select(_ => BareInputs.Image(NativeSession.Of(single), pixels))];
        using SessionImageEncoder encoder = SessionImageEncoder.Create(single, null, null, []);
        using EncodedPictures pictures = new(Count);
        FrozenImageEncoder frozen = new(encoder, model.GetService<IImageProcessor>()!, "benchmark");
        FeatureExtraction extraction = new(frozen, pictures, pictures.Names, new FeatureCacheOptions { Views = views, BatchSize = BatchSize });
        string seen = views.Count == 1 ? "whole pictures" : "pictures and their mirror images";
        string path = Path.Combine(folder, $"{views.Count}.features");
        int runs = Count * views.Count / BatchSize;
        yield return Pairs.Ratio(
            $"one bare session run after another, {threads} threads each / features of {Count} {seen} into a cache", Bar.AtLeast(0.9), _ => Serial(wide, runs), _ => Extract(extraction, path), PairCount);
        yield return Pairs.Ratio(
            $"{threads} bare session runs side by side, 1 thread each / features of {Count} {seen} into a cache", null, _ => SideBySide(narrow, runs), _ => Extract(extraction, path), PairCount);
        Array.ForEach(narrow, run => run.Dispose());
    }

    private static RgbImage Decode(int index) => ImageDecoder.Default.Decode(BenchmarkPictures.Encoded[index % BenchmarkPictures.Encoded.Count]);

    private static void Serial(BareRun bare, int runs)
    {
        for (int i = 0; i < runs; i++)
        {
            bare.Run();
        }
    }

    private static void SideBySide(BareRun[] bare, int runs) =>
        Parallel.For(0, bare.Length, worker => Serial(bare[worker], (runs / bare.Length) + (worker < runs % bare.Length ? 1 : 0)));

    private static void Extract(FeatureExtraction extraction, string path)
    {
        File.Delete(path);
        extraction.Run(path, null, CancellationToken.None);
    }

    /// <summary>The benchmark's two pictures under many names.</summary>
    private sealed class EncodedPictures(int count) : IPictureSource
    {
        public string Name => "benchmark pictures";

        public IReadOnlyList<string> Names { get; } = [.. Enumerable.Range(0, count).Select(i => $"{i:000}.jpg")];

        public bool Contains(string picture) => Names.Contains(picture);

        public ImageInput Open(string picture) => ImageInput.FromBytes(BenchmarkPictures.Encoded[Names.ToList().IndexOf(picture) % BenchmarkPictures.Encoded.Count], picture);

        public void Dispose()
        {
        }
    }
}
