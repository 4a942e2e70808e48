namespace Vlm.Evaluation;

/// <summary>Agreement figures over a table of ratings, with intervals by bootstrap over tasks.</summary>
internal static class RaterAgreement
{
    private const string OneRater = "there is one rater";
    private const string NoCompleteTask = "no task was answered by every rater";

    public static Estimate Krippendorff(GradeTable table, MeasurementLevel level, Resampling resampling) => table.RaterCount < 2
        ? Estimate.Undefined(OneRater, table.TaskCount)
        : resampling.Of(table.TaskCount, tasks => KrippendorffAlpha.Compute(table.Columns(tasks), level));

    /// <summary>Ratings are 0 to <paramref name="categories"/> − 1.</summary>
    public static Estimate Fleiss(GradeTable table, int categories, Resampling resampling) => OverComplete(table, resampling, tasks =>
        FleissKappa.Compute([.. tasks.Select(task => CountsOf(table.Ratings(task), categories))]));

    /// <summary>The mean over pairs of raters.</summary>
    public static Estimate Cohen(GradeTable table, int categories, KappaWeights weights, Resampling resampling) => OverComplete(table, resampling, tasks =>
    {
        double sum = 0;
        int pairs = 0;
        for (int a = 0; a < table.RaterCount; a++)
        {
            for (int b = a + 1; b < table.RaterCount; b++)
            {
                Estimate kappa = CohenKappa.Compute(table.Categories(a, tasks), table.Categories(b, tasks), categories, weights);
                if (!kappa.IsDefined)
                {
                    return kappa;
                }

                sum += kappa.Value;
                pairs++;
            }
        }

        return new Estimate { Value = sum / pairs, SampleSize = tasks.Length };
    });

    public static Estimate Intraclass(GradeTable table, IntraclassForm form, double confidence) =>
        table.RaterCount < 2 ? Estimate.Undefined(OneRater, table.TaskCount)
        : table.Complete.Length < 2 ? Estimate.Undefined(NoCompleteTask + " or only one was", table.Complete.Length)
        : IntraclassCorrelation.Compute([.. table.Complete.Select(table.Ratings)], form, confidence);

    private static Estimate OverComplete(GradeTable table, Resampling resampling, Func<int[], Estimate> figure) =>
        table.RaterCount < 2 ? Estimate.Undefined(OneRater, table.TaskCount)
        : table.Complete.Length == 0 ? Estimate.Undefined(NoCompleteTask, 0)
        : resampling.Of(table.Complete.Length, places => figure([.. places.Select(place => table.Complete[place])]));

    private static int[] CountsOf(double[] ratings, int categories)
    {
        var counts = new int[categories];
        foreach (double rating in ratings)
        {
            counts[(int)rating]++;
        }

        return counts;
    }
}
