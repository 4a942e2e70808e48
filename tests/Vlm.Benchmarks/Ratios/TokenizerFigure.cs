using System.Diagnostics;
using Vlm.Benchmarks.Measuring;

namespace Vlm.Benchmarks.Ratios;

/// <summary>How fast the text encoder's tokenizer is on captions, one thread.</summary>
internal sealed class TokenizerFigure : IMeasurement
{
    private const int Rounds = 300;

    public string Name => "tokenizer";

    public IEnumerable<Figure> Measure()
    {
        using IVisionLanguageModel model = VisionLanguageModel.LoadDefault();
        ITokenizer tokenizer = model.GetService<ITokenizer>()!;
        string[][] texts = [.. BenchmarkTexts.Captions.Select(t => new[] { t })];
        for (int i = 0; i < 2000; i++)
        {
            tokenizer.Encode(texts[i % texts.Length]).Dispose();
        }

        double[] speeds = new double[Rounds];
        for (int i = 0; i < Rounds; i++)
        {
            long tokens = 0, began = Stopwatch.GetTimestamp();
            foreach (string[] text in texts)
            {
                using TokenIds ids = tokenizer.Encode(text);
                tokens += ids.Ids.Length;
            }

            speeds[i] = tokens / Stopwatch.GetElapsedTime(began).TotalSeconds / 1e6;
        }

        yield return new Figure("tokenizer on captions, one text a call", Interval.OfMedian(speeds), "million tokens/s", null, $"{Rounds} rounds of {texts.Length} captions");
    }
}
