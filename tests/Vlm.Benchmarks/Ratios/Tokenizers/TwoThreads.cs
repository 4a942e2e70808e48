using System.Diagnostics;
using Vlm.Benchmarks.Measuring;

namespace Vlm.Benchmarks.Ratios;

/// <summary>How many times the work of one thread two threads do in the same time.</summary>
/// <remarks>
/// A neighbour that takes a core for a moment halves what two threads do and leaves one alone. So rounds run in groups,
/// turn by turn, and of each group the fastest round of either kind counts.
/// </remarks>
internal sealed class TwoThreads : IMeasurement
{
    private const int Groups = 40;
    private const int RoundsOfGroup = 10;
    private const int Repeats = 8;

    public string Name => "tokenizer-threads";

    public IEnumerable<Figure> Measure()
    {
        string[] captions = TokenizerTexts.Captions();
        foreach (string name in new[] { "all-minilm-l6-v2", "clip", "roberta-base" })
        {
            string file = SharedFolder.Find(Path.Combine("tokenizers", name, "tokenizer.json"));
            if (!File.Exists(file))
            {
                Console.WriteLine($"skipped: two threads with {name}: there is no {file}.");
                continue;
            }

            ITokenizer tokenizer = Tokenizer.Load(file);
            TokenizerWork.WarmUp(() => TokenizerWork.Fill(tokenizer, captions));
            yield return Measure($"{name}, {captions.Length} captions: two threads / one", () => TokenizerWork.Fill(tokenizer, captions));
        }
    }

    private static Figure Measure(string name, Action work)
    {
        double[] ratios = new double[Groups];
        for (int group = 0; group < Groups; group++)
        {
            double one = double.MaxValue, two = double.MaxValue;
            for (int round = 0; round < RoundsOfGroup; round++)
            {
                one = Math.Min(one, Seconds(1, work));
                two = Math.Min(two, Seconds(2, work));
            }

            ratios[group] = 2 * one / two;
        }

        return new Figure(name, Interval.OfMedian(ratios), "", Bar.AtLeast(1.8), $"{Groups} groups, of each the fastest of {RoundsOfGroup} rounds");
    }

    /// <summary>The time from when the first thread begins until the last has done the work.</summary>
    private static double Seconds(int threads, Action work)
    {
        using Barrier start = new(threads);
        using CountdownEvent end = new(threads);
        long[] began = new long[threads], ended = new long[threads];
        for (int i = 0; i < threads; i++)
        {
            int thread = i;
            new Thread(() =>
            {
                work();
                start.SignalAndWait();
                began[thread] = Stopwatch.GetTimestamp();
                for (int k = 0; k < Repeats; k++)
                {
                    work();
                }

                ended[thread] = Stopwatch.GetTimestamp();
                end.Signal();
            }).Start();
        }

        end.Wait();
        return Stopwatch.GetElapsedTime(began.Min(), ended.Max()).TotalSeconds;
    }
}
