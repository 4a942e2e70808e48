using System.Diagnostics;
using System.Text.Json;
using Vlm.Benchmarks.Measuring;
using Vlm.Evaluation;
using Figure = Vlm.Benchmarks.Measuring.Figure;

namespace Vlm.Benchmarks.Ratios;

/// <summary>BLEU, ROUGE-L and CIDEr-D of 40,000 captions with 5 references each, on one thread: with the tokenizer, and from tokens.</summary>
internal sealed class CaptionMetricsFigure : IMeasurement
{
    private const int Captions = 40_000;
    private const int Rounds = 15;
    private const double LongestSeconds = 2;

    public string Name => "caption-metrics";

    public IEnumerable<Figure> Measure()
    {
        if (SharedFolder.Search(Path.Combine("shared", "data", "flickr8k", "dataset.json")) is not { } file)
        {
            Console.WriteLine("skipped: caption metrics: Flickr8k's captions are not beside this clone (shared/data/flickr8k/dataset.json).");
            yield break;
        }

        CaptionItem[] items = [.. Read(file).Take(Captions)];
        CaptionSet set = CaptionSet.Create(items);
        CaptionItem[] tokens = [.. items.Select((item, i) => new CaptionItem { Id = item.Id, Candidate = set.Candidates[i], References = set.References[i] })];
        double[] whole = new double[Rounds], scoring = new double[Rounds];
        for (int i = -1; i < Rounds; i++)
        {
            double first = Seconds(() => Score(CaptionSet.Create(items))), second = Seconds(() => Score(CaptionSet.FromTokens(tokens)));
            if (i >= 0)
            {
                (whole[i], scoring[i]) = (first, second);
            }
        }

        string detail = $"{items.Length} captions, {items.Sum(item => item.References.Count)} references, one thread, {Rounds} rounds";
        yield return new Figure("BLEU, ROUGE-L and CIDEr-D with the PTB tokenizer", Interval.OfMedian(whole), "s", Bar.AtMost(LongestSeconds), detail);
        yield return new Figure("BLEU, ROUGE-L and CIDEr-D from tokens", Interval.OfMedian(scoring), "s", Bar.AtMost(LongestSeconds), detail);
    }

    // Every caption of a picture in turn against all five of them; then every picture's against those of the next.
    private static IEnumerable<CaptionItem> Read(string file)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(file));
        string[][] captions = [.. document.RootElement.GetProperty("images").EnumerateArray()
            .Select(image => image.GetProperty("sentences").EnumerateArray().Select(sentence => sentence.GetProperty("raw").GetString()!).ToArray())];
        for (int next = 0; next < 2; next++)
        {
            for (int picture = 0; picture < captions.Length; picture++)
            {
                string[] references = captions[(picture + next) % captions.Length];
                for (int i = 0; i < captions[picture].Length; i++)
                {
                    yield return new CaptionItem { Id = $"{next} {picture} {i}", Candidate = captions[picture][i], References = references };
                }
            }
        }
    }

    private static double Score(CaptionSet set) =>
        Bleu.Compute(set, 1).Corpus[3] + RougeL.Compute(set, 1).Corpus + CiderD.Compute(set, 1).Corpus;

    private static double Seconds(Func<double> work)
    {
        long began = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }
}
