using BenchmarkDotNet.Attributes;

namespace Vlm.Benchmarks.Suites;

/// <summary>Captions to ids with the text encoder's tokenizer.</summary>
[MemoryDiagnoser]
public class TokenizationBenchmarks
{
    private IVisionLanguageModel? _model;
    private ITokenizer? _tokenizer;

    /// <summary>Loads the model.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _model = VisionLanguageModel.LoadDefault();
        _tokenizer = _model.GetService<ITokenizer>();
    }

    /// <summary>Sixteen captions in one padded batch.</summary>
    [Benchmark]
    public void SixteenCaptions() => _tokenizer!.Encode(BenchmarkTexts.Captions).Dispose();

    /// <summary>Closes the model.</summary>
    [GlobalCleanup]
    public void Cleanup() => _model?.Dispose();
}
