namespace Vlm.Evaluation;

/// <summary>Correlations of automatic metrics with people, task by task.</summary>
internal static class MetricAgreements
{
    /// <summary>People's value of each task (null where nobody answered) against what the metric says of it (null where it has no score).</summary>
    public static MetricAgreement Of(string metric, double?[] people, Func<int, double?> scoreOf, Resampling resampling)
    {
        var x = new List<double>();
        var y = new List<double>();
        int missing = 0;
        for (int task = 0; task < people.Length; task++)
        {
            if (people[task] is double rated)
            {
                if (scoreOf(task) is double score)
                {
                    x.Add(score);
                    y.Add(rated);
                }
                else
                {
                    missing++;
                }
            }
        }

        double[] scores = [.. x];
        double[] ratings = [.. y];
        return new MetricAgreement
        {
            Metric = metric,
            Missing = missing,
            KendallTauB = Resampled((a, b) => Correlation.KendallTauB(a, b)),
            KendallTauC = Resampled((a, b) => Correlation.KendallTauC(a, b)),
            KendallPValue = Correlation.KendallTauB(scores, ratings).PValue,
            Spearman = Resampled((a, b) => Correlation.Spearman(a, b)),
            SpearmanPValue = Correlation.Spearman(scores, ratings).PValue,
        };

        Estimate Resampled(Func<double[], double[], CorrelationResult> correlation) => resampling.Of(scores.Length, tasks =>
        {
            CorrelationResult result = correlation(Chosen(scores, tasks), Chosen(ratings, tasks));
            return new Estimate { Value = result.Value, SampleSize = tasks.Length, Reason = result.Reason };
        });
    }

    private static double[] Chosen(double[] values, int[] places) => [.. places.Select(place => values[place])];
}
