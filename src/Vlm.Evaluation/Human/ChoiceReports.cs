namespace Vlm.Evaluation;

/// <summary>Works out what raters say by choosing between two.</summary>
internal static class ChoiceReports
{
    private const int Outcomes = 3;
    private const int EloOrders = 100;
    private const double EloCentre = 1500;
    private const double BradleyTerryCentre = 1000;

    public static ChoiceReport Create(RatingKey key, IReadOnlyList<RaterAnswers> raters, IReadOnlyList<MetricScores> metrics, Resampling resampling)
    {
        var outcomes = new GradeTable(key, raters, answer => (int?)answer.Choice);
        var preferences = new GradeTable(key, raters, answer => answer.Choice switch
        {
            PairwiseOutcome.First => 1,
            PairwiseOutcome.Second => -1,
            PairwiseOutcome.Tie => 0,
            _ => null,
        });
        return new ChoiceReport
        {
            Systems = Strengths(key, VotesOf(key, raters), resampling),
            Fleiss = RaterAgreement.Fleiss(outcomes, Outcomes, resampling),
            Krippendorff = RaterAgreement.Krippendorff(outcomes, MeasurementLevel.Nominal, resampling),
            Cohen = RaterAgreement.Cohen(outcomes, Outcomes, KappaWeights.Unweighted, resampling),
            Metrics = [.. metrics.Select(metric => MetricAgreements.Of(metric.Metric, preferences.Means, task => Difference(metric, key.Tasks[task]), resampling))],
        };
    }

    private static double? Difference(MetricScores metric, RatingTask task) =>
        metric.Scores.TryGetValue((task.Item, task.Systems[0]), out double first) && metric.Scores.TryGetValue((task.Item, task.Systems[1]), out double second)
            ? first - second
            : null;

    private static PairwiseVote[] VotesOf(RatingKey key, IReadOnlyList<RaterAnswers> raters)
    {
        Dictionary<string, RatingTask> tasks = key.Tasks.ToDictionary(task => task.Token);
        Dictionary<string, int> numbers = key.Systems.Select((system, i) => (system, i)).ToDictionary();
        return [.. from rater in raters
                   from answer in rater.Answers
                   let task = tasks[answer.Task]
                   select new PairwiseVote { First = numbers[task.Systems[0]], Second = numbers[task.Systems[1]], Outcome = answer.Choice!.Value }];
    }

    private static SystemStrength[] Strengths(RatingKey key, PairwiseVote[] votes, Resampling resampling)
    {
        int count = key.Systems.Count;
        IReadOnlyList<Estimate> logs = BradleyTerry.Compute(votes, count, resampling.Confidence);
        Estimate[] elo = Elo(votes, count, resampling);
        return [.. key.Systems.Select((system, i) =>
        {
            int wins = votes.Count(vote => (vote.First == i && vote.Outcome == PairwiseOutcome.First) || (vote.Second == i && vote.Outcome == PairwiseOutcome.Second));
            int ties = votes.Count(vote => (vote.First == i || vote.Second == i) && vote.Outcome == PairwiseOutcome.Tie);
            int all = votes.Count(vote => vote.First == i || vote.Second == i);
            return new SystemStrength
            {
                System = system,
                Wins = wins,
                Ties = ties,
                Losses = all - wins - ties,
                WinRate = WinRate(wins + (ties / 2.0), all, resampling.Confidence),
                BradleyTerry = Scaled(logs[i]),
                Elo = elo[i],
            };
        })];
    }

    private static Estimate WinRate(double won, int all, double confidence)
    {
        if (all == 0)
        {
            return Estimate.Undefined("nobody voted on it", 0);
        }

        (double low, double high) = ProportionInterval.Wilson(won, all, confidence);
        return new Estimate { Value = won / all, Lower = low, Upper = high, Confidence = confidence, SampleSize = all };
    }

    private static Estimate Scaled(Estimate log)
    {
        double factor = 400 / Math.Log(10);
        return !log.IsDefined ? log : new Estimate
        {
            Value = BradleyTerryCentre + (factor * log.Value),
            Lower = BradleyTerryCentre + (factor * log.Lower),
            Upper = BradleyTerryCentre + (factor * log.Upper),
            StandardError = factor * log.StandardError,
            Confidence = log.Confidence,
            SampleSize = log.SampleSize,
        };
    }

    // Raters' votes have no order between them, and Elo depends on one: the mean over random orders.
    private static Estimate[] Elo(PairwiseVote[] votes, int systems, Resampling resampling)
    {
        ResamplingOptions options = resampling.Options ?? new ResamplingOptions();
        var replicates = new double[systems][];
        Array.ForEach(Enumerable.Range(0, systems).ToArray(), i => replicates[i] = new double[options.Count]);
        var drawn = new PairwiseVote[votes.Length];
        for (int draw = 0; draw < options.Count; draw++)
        {
            resampling.CancellationToken.ThrowIfCancellationRequested();
            var stream = new RandomStream(options.Seed, (ulong)draw);
            for (int i = 0; i < drawn.Length; i++)
            {
                drawn[i] = votes[stream.Next(votes.Length)];
            }

            double[] ratings = EloRating.Compute(drawn, systems, initial: EloCentre);
            for (int system = 0; system < systems; system++)
            {
                replicates[system][draw] = ratings[system];
            }
        }

        double[] means = MeanOverOrders(votes, systems, options.Seed);
        return [.. means.Select((mean, system) => Bootstrap.FromReplicates(mean, replicates[system], votes.Length, options))];
    }

    private static double[] MeanOverOrders(PairwiseVote[] votes, int systems, ulong seed)
    {
        var sums = new double[systems];
        PairwiseVote[] shuffled = [.. votes];
        for (int order = 0; order < EloOrders; order++)
        {
            var stream = new RandomStream(~seed, (ulong)order);
            for (int i = shuffled.Length - 1; i > 0; i--)
            {
                int other = stream.Next(i + 1);
                (shuffled[i], shuffled[other]) = (shuffled[other], shuffled[i]);
            }

            double[] ratings = EloRating.Compute(shuffled, systems, initial: EloCentre);
            for (int system = 0; system < systems; system++)
            {
                sums[system] += ratings[system] / EloOrders;
            }
        }

        return sums;
    }
}
