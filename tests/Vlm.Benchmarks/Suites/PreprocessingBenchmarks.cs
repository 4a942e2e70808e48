using BenchmarkDotNet.Attributes;
using Vlm.Benchmarks.Bare;

namespace Vlm.Benchmarks.Suites;

/// <summary>Decode, resize and normalise one JPEG; the baseline only decodes it.</summary>
[MemoryDiagnoser]
public class PreprocessingBenchmarks
{
    private IVisionLanguageModel? _model;
    private IImageDecoder? _decoder;
    private IImageProcessor? _processor;
    private BareDecoder? _bare;
    private byte[] _encoded = [];

    /// <summary>0 is china.jpg, 1 is flower.jpg.</summary>
    [Params(0, 1)]
    public int Picture { get; set; }

    /// <summary>Loads the model.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _model = VisionLanguageModel.LoadDefault();
        _decoder = _model.GetService<IImageDecoder>();
        _processor = _model.GetService<IImageProcessor>();
        _encoded = BenchmarkPictures.Encoded[Picture];
        _bare = BareDecoder.Open(_encoded);
    }

    /// <summary>SKCodec into one buffer.</summary>
    [Benchmark(Baseline = true)]
    public void BareDecode() => _bare!.Decode();

    /// <summary>The library's first two stages.</summary>
    [Benchmark]
    public void DecodeResizeNormalize() => Stages.Pixels(_decoder!, _processor!, _encoded).Dispose();

    /// <summary>Closes the model.</summary>
    [GlobalCleanup]
    public void Cleanup()
    {
        _bare?.Dispose();
        _model?.Dispose();
    }
}
