using System.Numerics.Tensors;
using Vlm.Evaluation;

namespace Vlm.Training;

/// <summary>The scores of a classifier by name, in per cent.</summary>
internal static class ClassifierScores
{
    public const string Accuracy = "accuracy";

    public static IReadOnlyDictionary<string, double> Of(ReadOnlySpan<float> logits, IReadOnlyList<LabelledPicture> pictures, int classes)
    {
        int[] predictions = new int[pictures.Count];
        for (int i = 0; i < predictions.Length; i++)
        {
            predictions[i] = TensorPrimitives.IndexOfMax(logits.Slice(i * classes, classes));
        }

        ClassificationReport report = ClassificationReport.Of([.. pictures.Select(picture => picture.Label)], predictions, classes);
        return new Dictionary<string, double>(StringComparer.Ordinal)
        {
            [Accuracy] = 100 * report.Accuracy,
            ["balanced accuracy"] = 100 * report.BalancedAccuracy,
            ["macro F1"] = 100 * report.MacroPresentClasses.F1,
        };
    }
}
