namespace Vlm.Evaluation;

/// <summary>Everything about items of several labels. Immutable.</summary>
public sealed class MultilabelEvaluation
{
    private MultilabelEvaluation(MultilabelReport report, IReadOnlyList<PrecisionRecallCurve> curves, IReadOnlyList<ReportFigure> figures)
    {
        Report = report;
        PrecisionRecall = curves;
        Figures = figures;
    }

    /// <summary>Decisions at the threshold of the data.</summary>
    public MultilabelReport Report { get; }

    /// <summary>Precision and recall of each label by its score.</summary>
    public IReadOnlyList<PrecisionRecallCurve> PrecisionRecall { get; }

    /// <summary>Subset accuracy, micro and macro F1, each with its interval over items.</summary>
    public IReadOnlyList<ReportFigure> Figures { get; }

    /// <summary>Which figures are 0 because they are 0 divided by 0.</summary>
    public IReadOnlyList<MetricWarning> Warnings => [.. ClassificationWarnings.Of(Report)];

    /// <summary>Scores items of several labels.</summary>
    /// <param name="data">The items.</param>
    /// <param name="resampling">How intervals are resampled; null for the defaults.</param>
    /// <param name="cancellationToken">Stops the work between resamples.</param>
    /// <exception cref="EvaluationException">There are no items, or a score is not a number.</exception>
    /// <exception cref="ArgumentException">The sizes do not fit together.</exception>
    public static MultilabelEvaluation Of(MultilabelData data, ResamplingOptions? resampling = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        bool[] truth = [.. data.Truth], said = [.. data.Scores.Select(score => score > data.Threshold)];
        MultilabelReport report = MultilabelReport.Of(truth, said, data.Labels);
        PrecisionRecallCurve[] curves = [.. Enumerable.Range(0, data.Labels).Select(label => PrecisionRecallCurve.Of([.. Column(truth, label)], [.. Column(data.Scores, label)]))];
        int items = truth.Length / data.Labels;
        return new MultilabelEvaluation(report, curves,
        [
            Resampled("subset_accuracy", one => one.SubsetAccuracy),
            Resampled("f1_micro", one => one.MicroF1),
            Resampled("f1_macro", one => one.MacroF1),
        ]);

        IEnumerable<T> Column<T>(IReadOnlyList<T> rows, int label) => Enumerable.Range(0, rows.Count / data.Labels).Select(item => rows[(item * data.Labels) + label]);

        ReportFigure Resampled(string name, Func<MultilabelReport, double> figure) => new()
        {
            Name = name,
            Unit = FigureUnit.Share,
            Estimate = Bootstrap.Of(items, drawn => figure(OfItems(drawn)), resampling, cancellationToken),
        };

        MultilabelReport OfItems(ReadOnlySpan<int> drawn)
        {
            bool[] own = new bool[truth.Length], predicted = new bool[truth.Length];
            for (int i = 0; i < drawn.Length; i++)
            {
                truth.AsSpan(drawn[i] * data.Labels, data.Labels).CopyTo(own.AsSpan(i * data.Labels));
                said.AsSpan(drawn[i] * data.Labels, data.Labels).CopyTo(predicted.AsSpan(i * data.Labels));
            }

            return MultilabelReport.Of(own, predicted, data.Labels);
        }
    }
}
