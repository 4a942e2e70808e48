using Vlm.Benchmarks.Bare;
using Vlm.Benchmarks.Measuring;
using Vlm.Encoders;
using Vlm.Onnx;

namespace Vlm.Benchmarks.Ratios;

/// <summary>Tokenizer, encoder and mean pooling against the bare run of the same session on the same ids.</summary>
internal sealed class TextEmbeddingRatio : IMeasurement
{
    public string Name => "text";

    public IEnumerable<Figure> Measure()
    {
        using IVisionLanguageModel model = VisionLanguageModel.LoadDefault();
        ITokenizer tokenizer = model.GetService<ITokenizer>()!;
        string[][] texts = [.. BenchmarkTexts.Captions.Select(t => new[] { t })];
        foreach (int threads in new[] { Environment.ProcessorCount, 1 }.Distinct())
        {
            OnnxSession session = OnnxSession.Load(DefaultFiles.TextEncoder(model), new OnnxSessionOptions { IntraOpThreads = threads });
            using SessionTextEncoder encoder = new(session, null, null, TextPooling.Mean);
            BareRun[] bare = [.. texts.Select(t => BareInputs.Text(NativeSession.Of(session), tokenizer, t))];
            yield return Pairs.Ratio(
                $"text embedding with tokenization and pooling / bare session run, {threads} threads", Bar.AtMost(1.05),
                i => Embed(tokenizer, encoder, texts[i % texts.Length]), i => bare[i % bare.Length].Run(), Pairs.Least * 2);
            Array.ForEach(bare, run => run.Dispose());
        }
    }

    private static void Embed(ITokenizer tokenizer, SessionTextEncoder encoder, string[] text)
    {
        using TokenIds tokens = tokenizer.Encode(text);
        using TextFeatures features = encoder.Encode(tokens);
        if (features.Pooled is null)
        {
            throw new InvalidOperationException("The text encoder gave no pooled vector; nothing was measured.");
        }
    }
}
