using BenchmarkDotNet.Attributes;
using Microsoft.ML.OnnxRuntime;
using Vlm.Benchmarks.Bare;

namespace Vlm.Benchmarks.Suites;

/// <summary>A caption to its embedding; the baseline is the bare run on ids that are there already.</summary>
[MemoryDiagnoser]
public class TextEmbeddingBenchmarks
{
    private readonly string[] _text = [BenchmarkTexts.Captions[0]];
    private IVisionLanguageModel? _model;
    private ITokenizer? _tokenizer;
    private ITextEncoder? _encoder;
    private InferenceSession? _session;
    private BareRun? _bare;

    /// <summary>Loads the model and the bare session.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _model = VisionLanguageModel.LoadDefault();
        _tokenizer = _model.GetService<ITokenizer>();
        _encoder = _model.GetService<ITextEncoder>();
        _session = BareSession.Open(DefaultFiles.TextEncoder(_model));
        _bare = BareInputs.Text(_session, _tokenizer!, _text);
    }

    /// <summary>InferenceSession.Run with inputs bound once.</summary>
    [Benchmark(Baseline = true)]
    public void BareRun() => _bare!.Run();

    /// <summary>Tokenizer, encoder, mean pooling.</summary>
    [Benchmark]
    public void TokenizeEncodePool()
    {
        using TokenIds tokens = _tokenizer!.Encode(_text);
        _encoder!.Encode(tokens).Dispose();
    }

    /// <summary>From text to an embedding in the joint space.</summary>
    [Benchmark]
    public Task<IReadOnlyList<Embedding>> EmbedText() => _model!.EmbedTextsAsync(_text);

    /// <summary>Closes everything.</summary>
    [GlobalCleanup]
    public void Cleanup()
    {
        _bare?.Dispose();
        _session?.Dispose();
        _model?.Dispose();
    }
}
