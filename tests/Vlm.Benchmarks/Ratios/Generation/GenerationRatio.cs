using Vlm.Benchmarks.Bare;
using Vlm.Benchmarks.Measuring;
using Vlm.Onnx;

namespace Vlm.Benchmarks.Ratios.Generation;

/// <summary>Texts of models of real size: against bare session runs, against transformers.js, and several questions about one picture.</summary>
internal sealed class GenerationRatio : IMeasurement
{
    private const int Tokens = 40;
    private const int Rounds = 20;
    private const int QuestionRounds = 12;
    private static readonly BenchModel Captions = new("vit-gpt2", null);
    private static readonly BenchModel Answers = new("smolvlm-256m", "What is in the picture?");
    private static readonly string[] Questions = ["What is in the picture?", "Which colours are there?", "How many shapes do you see?", "Is it outdoors?"];

    public string Name => "generation";

    public IEnumerable<Figure> Measure()
    {
        foreach (BenchModel bench in (BenchModel[])[Captions, Answers])
        {
            if (!bench.Exists)
            {
                Console.WriteLine($"skipped: there is no {bench.Folder}.");
                continue;
            }

            using IVisionLanguageModel model = bench.Load();
            yield return Fidelity($"{bench.Name}: greedy ids equal to the golden's", bench, bench.Write(model, BenchModel.Clear));
            foreach (Figure figure in Peer(bench, model).Concat(bench == Answers ? OnePicture(model) : EncoderDecoderSteps.Measure(bench, model)))
            {
                yield return figure;
            }
        }
    }

    private static IEnumerable<Figure> Peer(BenchModel bench, IVisionLanguageModel model)
    {
        string packages = Environment.GetEnvironmentVariable("VLM_NODE_PACKAGES") ?? Environment.CurrentDirectory;
        string[] arguments = [packages, bench.Folder, "fp32", $"{Environment.ProcessorCount}", .. bench.PeerArguments];
        using PeerProcess? peer = PeerProcess.Start("node", "transformers_generation.cjs", arguments, out string reason);
        if (peer is null)
        {
            Console.WriteLine($"skipped: transformers.js: {reason} Install @huggingface/transformers with npm and set VLM_NODE_PACKAGES to the folder of its node_modules.");
            yield break;
        }

        yield return Fidelity($"{bench.Name}: ids of {peer.Versions} equal to the golden's", bench, [.. peer.Ask($"{BenchModel.Clear} {bench.Picture}").Skip(2).Select(id => (int)id)]);
        OnnxSession[] sessions = SessionsOf.Model(model);
        double[] total = new double[Rounds], outside = new double[Rounds], own = new double[Rounds], ownOutside = new double[Rounds], its = new double[Rounds], itsOutside = new double[Rounds];
        for (int i = -2; i < Rounds; i++)
        {
            long[] answer = i % 2 == 0 ? peer.Ask($"{Tokens} {bench.Picture}") : [];
            double before = InRuns(sessions), milliseconds = PictureStages.Milliseconds(() => bench.Write(model, Tokens)), inRuns = InRuns(sessions) - before;
            answer = answer.Length > 0 ? answer : peer.Ask($"{Tokens} {bench.Picture}");
            if (i >= 0)
            {
                (own[i], ownOutside[i], its[i], itsOutside[i]) = (milliseconds, milliseconds - inRuns, answer[0] / 1e6, (answer[0] - answer[1]) / 1e6);
                (total[i], outside[i]) = (own[i] / its[i], ownOutside[i] / itsOutside[i]);
            }
        }

        string what = $"{bench.Name}, picture to {Tokens} tokens";
        yield return new Figure($"{what}: whole time / that of {peer.Versions}", Interval.OfMedian(total), "", Bar.AtMost(1), Detail(own, its));
        yield return new Figure($"{what}: time outside the sessions' runs / that of {peer.Versions}", Interval.OfMedian(outside), "", Bar.AtMost(0.5), Detail(ownOutside, itsOutside));
    }

    private static IEnumerable<Figure> OnePicture(IVisionLanguageModel model)
    {
        OnnxSession encoder = SessionsOf.Model(model)[^1];
        int before = encoder.Runs;
        Answers.Ask(model, Questions, 1);
        int runs = encoder.Runs - before;
        yield return new Figure($"{Answers.Name}: vision encodings for {Questions.Length} questions about one picture", new Interval(runs, runs, runs), "", Bar.AtMost(1), Answers.Picture);
        double[] ratios = new double[QuestionRounds], four = new double[QuestionRounds], one = new double[QuestionRounds];
        for (int i = 0; i < QuestionRounds; i++)
        {
            four[i] = PictureStages.Milliseconds(() => Answers.Ask(model, Questions, 1));
            one[i] = PictureStages.Milliseconds(() => Answers.Ask(model, Questions[..1], 1));
            ratios[i] = four[i] / one[i];
        }

        yield return new Figure($"{Answers.Name}: {Questions.Length} questions about one picture / one, to the first token of each", Interval.OfMedian(ratios), "", null, Detail(four, one));
    }

    private static Figure Fidelity(string name, BenchModel bench, IReadOnlyList<int> ids)
    {
        int same = ids.Zip(bench.Expected).TakeWhile(pair => pair.First == pair.Second).Count();
        return new Figure(name, new Interval(same, same, same), $"of {BenchModel.Clear}", Bar.AtLeast(BenchModel.Clear), bench.Picture);
    }

    private static double InRuns(OnnxSession[] sessions) => sessions.Sum(session => session.TimeInRuns.TotalMilliseconds);

    private static string Detail(double[] first, double[] second) => $"{Interval.OfMedian(first).Median:0.0} ms / {Interval.OfMedian(second).Median:0.0} ms, {first.Length} rounds";
}
