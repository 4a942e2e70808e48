using BenchmarkDotNet.Attributes;
using Microsoft.ML.OnnxRuntime;
using Vlm.Benchmarks.Bare;

namespace Vlm.Benchmarks.Suites;

/// <summary>The image encoder on ready pixels and the whole way from JPEG; the baseline is the bare run of the same file.</summary>
[MemoryDiagnoser]
public class ImageEmbeddingBenchmarks
{
    private IVisionLanguageModel? _model;
    private IImageEncoder? _encoder;
    private PixelValues? _pixels;
    private InferenceSession? _session;
    private BareRun? _bare;
    private ImageInput[] _images = [];

    /// <summary>Loads the model and the bare session.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _model = VisionLanguageModel.LoadDefault();
        _encoder = _model.GetService<IImageEncoder>();
        _pixels = Stages.Pixels(_model, BenchmarkPictures.Encoded[0]);
        _images = [BenchmarkPictures.Encoded[0]];
        _session = BareSession.Open(DefaultFiles.ImageEncoder(_model));
        _bare = BareInputs.Image(_session, _pixels);
    }

    /// <summary>InferenceSession.Run with inputs bound once.</summary>
    [Benchmark(Baseline = true)]
    public void BareRun() => _bare!.Run();

    /// <summary>The encoder stage.</summary>
    [Benchmark]
    public void EncodeReadyPixels() => _encoder!.Encode(_pixels!).Dispose();

    /// <summary>From JPEG to an embedding in the joint space.</summary>
    [Benchmark]
    public Task<IReadOnlyList<Embedding>> EmbedJpeg() => _model!.EmbedImagesAsync(_images);

    /// <summary>Closes everything.</summary>
    [GlobalCleanup]
    public void Cleanup()
    {
        _bare?.Dispose();
        _session?.Dispose();
        _pixels?.Dispose();
        _model?.Dispose();
    }
}
