namespace Vlm.Evaluation;

/// <summary>Which figures of decisions are 0 divided by 0.</summary>
internal static class ClassificationWarnings
{
    public static IEnumerable<MetricWarning> Of(ConfusionMatrix confusion)
    {
        int[] unseen = [.. Enumerable.Range(0, confusion.Classes).Where(k => confusion.Support(k) == 0)];
        int[] never = [.. Enumerable.Range(0, confusion.Classes).Where(k => confusion.PredictedAs(k) == 0)];
        if (unseen.Length > 0)
        {
            yield return Zero("recall", $"{Named(unseen)} among the labels: recall and F1 are 0 there, and the macro average counts them; macro_present_classes does not.");
        }

        if (never.Length > 0)
        {
            yield return Zero("precision", $"{Named(never)} among the predictions: precision is 0 there.");
        }

        if (never.Length >= confusion.Classes - 1 || unseen.Length >= confusion.Classes - 1)
        {
            yield return Zero("mcc", "all labels or all predictions are one class; the correlation is 0.");
        }
    }

    public static IEnumerable<MetricWarning> Of(BinaryCounts counts)
    {
        bool found = counts.TruePositives + counts.FalsePositives > 0, there = counts.TruePositives + counts.FalseNegatives > 0;
        if (!found)
        {
            yield return Zero("precision", "no item is predicted as positive; precision is 0.");
        }

        if (!there)
        {
            yield return Zero("recall", "no item is positive; recall is 0.");
        }

        if (!found && !there)
        {
            yield return Zero("f1", "no item is positive or predicted so; F1 is 0.");
        }

        if (counts.TrueNegatives + counts.FalsePositives == 0)
        {
            yield return Zero("specificity", "no item is negative; specificity is 0.");
        }
    }

    /// <summary>Labels that no item has and that are never predicted.</summary>
    public static IEnumerable<MetricWarning> Of(MultilabelReport report)
    {
        int[] unseen = [.. Enumerable.Range(0, report.PerLabel.Count).Where(label => report.Support[label] == 0)];
        if (unseen.Length > 0)
        {
            yield return Zero("f1", $"{Named(unseen)} among the labels: recall and F1 are 0 there, and the macro average counts them.");
        }
    }

    private static string Named(int[] classes) => classes is [var only]
        ? $"class {only} does not occur"
        : $"{classes.Length} classes ({string.Join(", ", classes.Take(10))}{(classes.Length > 10 ? ", …" : "")}) do not occur";

    private static MetricWarning Zero(string metric, string message) => new() { Kind = MetricWarningKind.ZeroByZero, Metric = metric, Message = message };
}
