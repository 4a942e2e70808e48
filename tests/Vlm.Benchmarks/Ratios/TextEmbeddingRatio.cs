using Microsoft.ML.OnnxRuntime;
using Vlm.Benchmarks.Bare;
using Vlm.Benchmarks.Measuring;

namespace Vlm.Benchmarks.Ratios;

/// <summary>Tokenizer, encoder and mean pooling against the bare run on the same ids.</summary>
internal sealed class TextEmbeddingRatio : IMeasurement
{
    public string Name => "text";

    public IEnumerable<Figure> Measure()
    {
        using IVisionLanguageModel model = VisionLanguageModel.LoadDefault();
        ITokenizer tokenizer = model.GetService<ITokenizer>()!;
        ITextEncoder encoder = model.GetService<ITextEncoder>()!;
        using InferenceSession session = BareSession.Open(DefaultFiles.TextEncoder(model));
        string[][] texts = [.. BenchmarkTexts.Captions.Select(t => new[] { t })];
        BareRun[] bare = [.. texts.Select(t => BareInputs.Text(session, tokenizer, t))];

        yield return Pairs.Ratio(
            "text embedding with tokenization and pooling / bare session run", Bar.AtMost(1.05),
            i => Embed(tokenizer, encoder, texts[i % texts.Length]), i => bare[i % bare.Length].Run(), Pairs.Least * 2);

        foreach (BareRun run in bare)
        {
            run.Dispose();
        }
    }

    private static void Embed(ITokenizer tokenizer, ITextEncoder encoder, string[] text)
    {
        using TokenIds tokens = tokenizer.Encode(text);
        using TextFeatures features = encoder.Encode(tokens);
        if (features.Pooled is null)
        {
            throw new InvalidOperationException("The text encoder of the default model gives no pooled vector; nothing was measured.");
        }
    }
}
