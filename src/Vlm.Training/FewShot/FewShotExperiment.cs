using Vlm.Evaluation;

namespace Vlm.Training;

/// <summary>Tries every method with every number of examples over many draws, and chooses on validation.</summary>
internal sealed class FewShotExperiment(FewShotSet train, FewShotSet validation, FewShotSet scored, int classes, long seed, int? threads)
{
    /// <summary>The chosen classifier of the first draw of the most examples.</summary>
    public FewShotHead? Best { get; private set; }

    public IReadOnlyList<FewShotScore> Run(IReadOnlyList<int> shots, int draws, Action<string> log, CancellationToken cancellationToken)
    {
        List<FewShotScore> scores = [];
        foreach (int count in shots.Order())
        {
            FewShotScore[] own = Run(count, draws, out IReadOnlyDictionary<FewShotMethod, FewShotHead> first, cancellationToken);
            FewShotScore best = own.MaxBy(score => score.ValidationAccuracy)!;
            best.IsChosen = true;
            Best = first[best.Method];
            scores.AddRange(own);
            log(FormattableString.Invariant($"{count} shots: {best.Method} {best.Accuracy.Value:0.0} % ({best.Accuracy.Lower:0.0} to {best.Accuracy.Upper:0.0}) over {draws} draws"));
        }

        return scores;
    }

    private FewShotScore[] Run(int shots, int draws, out IReadOnlyDictionary<FewShotMethod, FewShotHead> first, CancellationToken cancellationToken)
    {
        FewShotMethod[] methods = Enum.GetValues<FewShotMethod>();
        double[,] chose = new double[methods.Length, draws], reached = new double[methods.Length, draws];
        first = new Dictionary<FewShotMethod, FewShotHead>();
        for (int draw = 0; draw < draws; draw++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            FewShotSet examples = train.Take(FewShotDraw.Of(train.Labels, classes, shots, draw, seed));
            IReadOnlyDictionary<FewShotMethod, FewShotHead> heads = FewShotTrial.Make(examples, classes, validation, seed, threads, cancellationToken);
            first = draw == 0 ? heads : first;
            for (int m = 0; m < methods.Length; m++)
            {
                chose[m, draw] = validation.Accuracy(heads[methods[m]].Score(validation));
                reached[m, draw] = scored.Accuracy(heads[methods[m]].Score(scored));
            }
        }

        return [.. methods.Select((method, m) => new FewShotScore
        {
            Shots = shots,
            Method = method,
            Accuracy = Bootstrap.Mean([.. Enumerable.Range(0, draws).Select(draw => reached[m, draw])], cancellationToken: cancellationToken),
            ValidationAccuracy = Enumerable.Range(0, draws).Average(draw => chose[m, draw]),
        })];
    }
}
