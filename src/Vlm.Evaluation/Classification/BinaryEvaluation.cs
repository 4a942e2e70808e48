namespace Vlm.Evaluation;

/// <summary>Everything about scores of positive and negative items. Immutable.</summary>
public sealed class BinaryEvaluation
{
    private BinaryEvaluation()
    {
    }

    /// <summary>The area under the ROC curve and average precision, each with its interval.</summary>
    public IReadOnlyList<ReportFigure> Figures { get; private init; } = [];

    /// <summary>The ROC curve.</summary>
    public RocCurve Roc { get; private init; } = null!;

    /// <summary>The curve of precision and recall.</summary>
    public PrecisionRecallCurve PrecisionRecall { get; private init; } = null!;

    /// <summary>Decisions at the threshold of the data.</summary>
    public BinaryCounts AtThreshold { get; private init; } = null!;

    /// <summary>The Brier score of the scores' sigmoid, 0 to 1.</summary>
    public double Brier { get; private init; }

    /// <summary>The mean negative log-likelihood of the scores' sigmoid.</summary>
    public double LogLoss { get; private init; }

    /// <summary>Which figures at the threshold are 0 because they are 0 divided by 0.</summary>
    public IReadOnlyList<MetricWarning> Warnings { get; private init; } = [];

    /// <summary>Scores positive and negative items.</summary>
    /// <param name="data">The items.</param>
    /// <param name="resampling">How intervals are resampled; null for the defaults.</param>
    /// <param name="cancellationToken">Stops the work between resamples.</param>
    /// <exception cref="EvaluationException">There are no items, or a score is not a number.</exception>
    /// <exception cref="ArgumentException">There are not as many labels as scores.</exception>
    public static BinaryEvaluation Of(BinaryData data, ResamplingOptions? resampling = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        bool[] labels = [.. data.Labels];
        double[] scores = [.. data.Scores];
        RocCurve roc = RocCurve.Of(labels, scores);
        PrecisionRecallCurve curve = PrecisionRecallCurve.Of(labels, scores);
        BinaryCounts counts = BinaryCounts.Above(labels, scores, data.Threshold);
        return new BinaryEvaluation
        {
            Roc = roc,
            PrecisionRecall = curve,
            Figures =
            [
                Resampled("roc_auc", roc.Reason, (own, values) => RocCurve.Of(own, values).Area),
                Resampled("average_precision", curve.Reason, (own, values) => PrecisionRecallCurve.Of(own, values).AveragePrecision),
            ],
            AtThreshold = counts,
            Warnings = [.. ClassificationWarnings.Of(counts)],
            Brier = BrierScore.OfBinary(labels, [.. scores.Select(score => 1 / (1 + Math.Exp(-score)))]),
            LogLoss = ClassScores.LogLoss(labels, scores),
        };

        ReportFigure Resampled(string name, string? reason, Func<bool[], double[], double> figure) => new()
        {
            Name = name,
            Unit = FigureUnit.Number,
            Estimate = reason is null ? Bootstrap.Of(labels.Length, items => OfItems(items, figure), resampling, cancellationToken) : Estimate.Undefined(reason, labels.Length),
        };

        double OfItems(ReadOnlySpan<int> items, Func<bool[], double[], double> figure)
        {
            bool[] own = new bool[items.Length];
            double[] values = new double[items.Length];
            for (int i = 0; i < items.Length; i++)
            {
                (own[i], values[i]) = (labels[items[i]], scores[items[i]]);
            }

            return figure(own, values);
        }
    }
}
