using BenchmarkDotNet.Attributes;
using Vlm.Benchmarks.Bare;

namespace Vlm.Benchmarks.Suites;

/// <summary>Captioning one JPEG; the baseline runs the same sessions bare.</summary>
[MemoryDiagnoser]
public class CaptioningBenchmarks
{
    private IVisionLanguageModel? _model;
    private BareCaption? _bare;
    private ImageInput[] _images = [];

    /// <summary>1 is greedy search, 3 the default model's own.</summary>
    [Params(1, 3)]
    public int Beams { get; set; }

    /// <summary>Loads the model and records the steps.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _model = VisionLanguageModel.LoadDefault();
        _images = [BenchmarkPictures.Encoded[1]];
        _bare = BareCaption.Of(_model, BenchmarkPictures.Encoded[1], Beams);
    }

    /// <summary>The encoder's run and every decoder step's, inputs bound beforehand.</summary>
    [Benchmark(Baseline = true)]
    public void BareRuns() => _bare!.Run();

    /// <summary>From JPEG to a text.</summary>
    [Benchmark]
    public Task<IReadOnlyList<Caption>> CaptionJpeg() => _bare!.Model.CaptionAsync(_images, _bare.Options);

    /// <summary>Closes everything.</summary>
    [GlobalCleanup]
    public void Cleanup()
    {
        _bare?.Dispose();
        _model?.Dispose();
    }
}
