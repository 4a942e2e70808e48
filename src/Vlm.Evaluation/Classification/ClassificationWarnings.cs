namespace Vlm.Evaluation;

/// <summary>Which figures of a confusion matrix are 0 divided by 0.</summary>
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

    private static string Named(int[] classes) => classes is [var only]
        ? $"class {only} does not occur"
        : $"{classes.Length} classes ({string.Join(", ", classes.Take(10))}{(classes.Length > 10 ? ", …" : "")}) do not occur";

    private static MetricWarning Zero(string metric, string message) => new() { Kind = MetricWarningKind.ZeroByZero, Metric = metric, Message = message };
}
