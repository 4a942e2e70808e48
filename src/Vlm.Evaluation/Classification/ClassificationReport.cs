namespace Vlm.Evaluation;

/// <summary>The figures of predicted classes, 0 to 1 except where said. Values for 0 divided by 0 are 0, and a warning says so.</summary>
public sealed class ClassificationReport
{
    private ClassificationReport(ConfusionMatrix confusion)
    {
        Confusion = confusion;
        PerClass = [.. Enumerable.Range(0, confusion.Classes).Select(k => ClassScore.Of(confusion[k, k], confusion.PredictedAs(k), confusion.Support(k)))];
        int[] all = [.. Enumerable.Range(0, confusion.Classes)], present = [.. all.Where(k => confusion.Support(k) > 0)];
        Accuracy = (double)confusion.Right / confusion.Total;
        Macro = Average(all, _ => 1);
        MacroPresentClasses = Average(present, _ => 1);
        Weighted = Average(present, confusion.Support);
        Micro = ClassScore.Of(confusion.Right, confusion.Total, confusion.Total);
        MatthewsCorrelation = Matthews(confusion);
    }

    /// <summary>What was taken for what.</summary>
    public ConfusionMatrix Confusion { get; }

    /// <summary>The share of items whose class was predicted.</summary>
    public double Accuracy { get; }

    /// <summary>The mean recall of the classes that occur among the labels.</summary>
    public double BalancedAccuracy => MacroPresentClasses.Recall;

    /// <summary>Matthews' correlation coefficient for any number of classes (Gorodkin 2004), -1 to 1; 0 where only one class was predicted or occurs.</summary>
    public double MatthewsCorrelation { get; }

    /// <summary>Each class by itself.</summary>
    public IReadOnlyList<ClassScore> PerClass { get; }

    /// <summary>From the counts of all classes together; where every item has one class, all three are the accuracy.</summary>
    public ClassScore Micro { get; }

    /// <summary>The mean over all classes, also those that do not occur.</summary>
    public ClassScore Macro { get; }

    /// <summary>The mean over the classes that occur among the labels.</summary>
    public ClassScore MacroPresentClasses { get; }

    /// <summary>The mean over the classes, each weighted by how often it occurs.</summary>
    public ClassScore Weighted { get; }

    /// <summary>Which figures are 0 because they are 0 divided by 0.</summary>
    public IReadOnlyList<MetricWarning> Warnings => [.. ClassificationWarnings.Of(Confusion)];

    /// <summary>Scores labels and predictions.</summary>
    /// <param name="labels">The true class of each item, from 0.</param>
    /// <param name="predictions">The predicted class of the same items.</param>
    /// <param name="classes">The number of classes; also of those that never occur.</param>
    /// <exception cref="EvaluationException">There are no items, or a class is out of its range.</exception>
    /// <exception cref="ArgumentException">There are not as many labels as predictions.</exception>
    public static ClassificationReport Of(ReadOnlySpan<int> labels, ReadOnlySpan<int> predictions, int classes) =>
        new(ConfusionMatrix.Of(labels, predictions, classes));

    private ClassScore Average(int[] classes, Func<int, long> weightOf)
    {
        double precision = 0, recall = 0, f1 = 0;
        long weights = 0;
        foreach (int k in classes)
        {
            long weight = weightOf(k);
            precision += weight * PerClass[k].Precision;
            recall += weight * PerClass[k].Recall;
            f1 += weight * PerClass[k].F1;
            weights += weight;
        }

        return new ClassScore(precision / weights, recall / weights, f1 / weights);
    }

    private static double Matthews(ConfusionMatrix confusion)
    {
        double total = confusion.Total, products = 0, predicted = 0, truth = 0;
        for (int k = 0; k < confusion.Classes; k++)
        {
            products += (double)confusion.PredictedAs(k) * confusion.Support(k);
            predicted += (double)confusion.PredictedAs(k) * confusion.PredictedAs(k);
            truth += (double)confusion.Support(k) * confusion.Support(k);
        }

        double scale = ((total * total) - predicted) * ((total * total) - truth);
        return scale == 0 ? 0 : ((confusion.Right * total) - products) / Math.Sqrt(scale);
    }
}
