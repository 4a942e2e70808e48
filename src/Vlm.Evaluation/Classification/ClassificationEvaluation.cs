namespace Vlm.Evaluation;

/// <summary>Everything about predicted classes: figures with intervals, and with logits also ranks, probabilities and their calibration. Immutable.</summary>
public sealed class ClassificationEvaluation
{
    private ClassificationEvaluation(ClassificationReport report, IReadOnlyList<ReportFigure> figures)
    {
        Report = report;
        Figures = figures;
    }

    /// <summary>Accuracy, averages, classes and confusion.</summary>
    public ClassificationReport Report { get; }

    /// <summary>Accuracy, balanced accuracy, macro F1 and Matthews' correlation, each with its interval; with logits also top-3 and top-5 accuracy.</summary>
    public IReadOnlyList<ReportFigure> Figures { get; }

    /// <summary>What logits say beyond the most probable class; null where there are predictions alone.</summary>
    public ProbabilityEvaluation? Probabilities { get; private init; }

    /// <summary>Scores a model's classes.</summary>
    /// <param name="data">The items.</param>
    /// <param name="resampling">How intervals are resampled; null for the defaults.</param>
    /// <param name="cancellationToken">Stops the work between resamples.</param>
    /// <exception cref="EvaluationException">There are no items, or a label or score is out of range.</exception>
    /// <exception cref="ArgumentException">There are neither predictions nor logits, or the sizes do not fit together.</exception>
    public static ClassificationEvaluation Of(ClassificationData data, ResamplingOptions? resampling = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.Predictions is null && data.Logits.IsEmpty)
        {
            throw new ArgumentException("There are neither predictions nor logits.", nameof(data));
        }

        int[] labels = [.. data.Labels];
        if (!data.Logits.IsEmpty)
        {
            ClassLabels.CheckRows(labels, data.Logits.Span, data.Classes);
        }

        int[] predictions = data.Predictions is { } given ? [.. given] : ClassScores.Predictions(data.Logits.Span, data.Classes);
        ClassificationReport report = ClassificationReport.Of(labels, predictions, data.Classes);
        List<ReportFigure> figures =
        [
            Resampled("accuracy", FigureUnit.Share, one => one.Accuracy),
            Resampled("balanced_accuracy", FigureUnit.Share, one => one.BalancedAccuracy),
            Resampled("macro_f1", FigureUnit.Share, one => one.Macro.F1),
            Resampled("mcc", FigureUnit.Number, one => one.MatthewsCorrelation),
        ];
        if (data.Logits.IsEmpty)
        {
            return new ClassificationEvaluation(report, figures);
        }

        foreach (int top in ((int[])[3, 5]).Where(top => top < data.Classes))
        {
            double[] among = [.. ClassScores.IsAmongTop(labels, data.Logits.Span, data.Classes, top).Select(hit => hit ? 1.0 : 0.0)];
            figures.Add(new RatioFigure($"top{top}", FigureUnit.Share, among).Estimate(resampling, cancellationToken));
        }

        return new ClassificationEvaluation(report, figures) { Probabilities = ProbabilityEvaluation.Of(labels, predictions, data.Logits.Span, data.Classes) };

        ReportFigure Resampled(string name, FigureUnit unit, Func<ClassificationReport, double> figure) => new()
        {
            Name = name,
            Unit = unit,
            Estimate = Bootstrap.Of(labels.Length, items => figure(OfItems(items)), resampling, cancellationToken),
        };

        ClassificationReport OfItems(ReadOnlySpan<int> items)
        {
            int[] truth = new int[items.Length], said = new int[items.Length];
            for (int i = 0; i < items.Length; i++)
            {
                (truth[i], said[i]) = (labels[items[i]], predictions[items[i]]);
            }

            return ClassificationReport.Of(truth, said, data.Classes);
        }
    }
}
