namespace Vlm.Evaluation;

/// <summary>Works out what raters say by one criterion.</summary>
internal static class CriterionReports
{
    public static CriterionReport Create(
        RatingKey key, string criterion, IReadOnlyList<RaterAnswers> raters, IReadOnlyList<MetricScores> metrics, Resampling resampling)
    {
        var grades = new GradeTable(key, raters, answer => answer.Criterion == criterion ? answer.Grade : null);
        var categories = new GradeTable(key, raters, answer => answer.Criterion == criterion ? answer.Grade - 1 : null);
        Dictionary<string, Dictionary<string, double>> means = MeansOf(key, grades);
        return new CriterionReport
        {
            Criterion = criterion,
            Systems = [.. key.Systems.Select(system => new SystemGrade
            {
                System = system,
                Mean = means[system].Count == 0
                    ? Estimate.Undefined("nobody graded it", 0)
                    : Bootstrap.Mean([.. means[system].Values], resampling.Options, resampling.CancellationToken),
            })],
            Comparisons = [.. Comparisons(key, means, resampling)],
            Agreement = new GradeAgreement
            {
                KrippendorffOrdinal = RaterAgreement.Krippendorff(grades, MeasurementLevel.Ordinal, resampling),
                KrippendorffInterval = RaterAgreement.Krippendorff(grades, MeasurementLevel.Interval, resampling),
                Fleiss = RaterAgreement.Fleiss(categories, key.Scale, resampling),
                Cohen = RaterAgreement.Cohen(categories, key.Scale, KappaWeights.Quadratic, resampling),
                IntraclassSingle = RaterAgreement.Intraclass(grades, IntraclassForm.AbsoluteSingle, resampling.Confidence),
                IntraclassAverage = RaterAgreement.Intraclass(grades, IntraclassForm.AbsoluteAverage, resampling.Confidence),
            },
            Metrics = [.. metrics.Select(metric => MetricAgreements.Of(
                metric.Metric,
                grades.Means,
                task => metric.Scores.TryGetValue((key.Tasks[task].Item, key.Tasks[task].Systems[0]), out double score) ? score : null,
                resampling))],
        };
    }

    // By system, then by item: the raters' mean grade.
    private static Dictionary<string, Dictionary<string, double>> MeansOf(RatingKey key, GradeTable grades)
    {
        Dictionary<string, Dictionary<string, double>> means = key.Systems.ToDictionary(system => system, _ => new Dictionary<string, double>());
        for (int task = 0; task < key.Tasks.Count; task++)
        {
            if (grades.Means[task] is double mean)
            {
                means[key.Tasks[task].Systems[0]][key.Tasks[task].Item] = mean;
            }
        }

        return means;
    }

    private static IEnumerable<SystemComparison> Comparisons(RatingKey key, Dictionary<string, Dictionary<string, double>> means, Resampling resampling)
    {
        for (int a = 0; a < key.Systems.Count; a++)
        {
            for (int b = a + 1; b < key.Systems.Count; b++)
            {
                Dictionary<string, double> first = means[key.Systems[a]];
                Dictionary<string, double> second = means[key.Systems[b]];
                string[] shared = [.. first.Keys.Where(second.ContainsKey)];
                if (shared.Length > 0)
                {
                    yield return new SystemComparison
                    {
                        First = key.Systems[a],
                        Second = key.Systems[b],
                        Comparison = ModelComparison.OfMeans(
                            [.. shared.Select(item => first[item])], [.. shared.Select(item => second[item])], resampling.Options, resampling.CancellationToken),
                    };
                }
            }
        }
    }
}
