namespace Vlm.Evaluation;

/// <summary>The figures of items that may have several labels each, 0 to 1; 0 divided by 0 is 0.</summary>
public sealed class MultilabelReport
{
    private MultilabelReport()
    {
    }

    /// <summary>The share of items all of whose labels are right.</summary>
    public double SubsetAccuracy { get; private init; }

    /// <summary>The share of decisions that are wrong.</summary>
    public double HammingLoss { get; private init; }

    /// <summary>Precision, recall and F1 of each label.</summary>
    public IReadOnlyList<ClassScore> PerLabel { get; private init; } = [];

    /// <summary>How many items have each label.</summary>
    public IReadOnlyList<long> Support { get; private init; } = [];

    /// <summary>F1 from the counts of all labels together.</summary>
    public double MicroF1 { get; private init; }

    /// <summary>The mean F1 of the labels.</summary>
    public double MacroF1 { get; private init; }

    /// <summary>The mean F1 of the labels, each weighted by how often it occurs.</summary>
    public double WeightedF1 { get; private init; }

    /// <summary>The mean F1 of the items.</summary>
    public double SamplesF1 { get; private init; }

    /// <summary>Scores decisions. Both lie row by row, [items, labels].</summary>
    /// <param name="truth">Whether each item has each label.</param>
    /// <param name="predicted">Whether it was predicted.</param>
    /// <param name="labels">The number of labels.</param>
    /// <exception cref="EvaluationException">There are no items.</exception>
    /// <exception cref="ArgumentException">The two are not equally long rows of so many labels.</exception>
    public static MultilabelReport Of(ReadOnlySpan<bool> truth, ReadOnlySpan<bool> predicted, int labels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(labels, 1);
        ClassLabels.CheckPairs(truth.Length, predicted.Length, "predictions");
        if (truth.Length % labels != 0)
        {
            throw new ArgumentException($"{truth.Length} decisions are no rows of {labels} labels.");
        }

        int items = truth.Length / labels, exact = 0, wrong = 0;
        long[] right = new long[labels], given = new long[labels], support = new long[labels];
        double samples = 0;
        for (int i = 0; i < items; i++)
        {
            int at = i * labels, hits = 0, own = 0, all = 0;
            for (int k = 0; k < labels; k++)
            {
                bool has = truth[at + k], said = predicted[at + k];
                hits += has && said ? 1 : 0;
                own += said ? 1 : 0;
                all += has ? 1 : 0;
                wrong += has != said ? 1 : 0;
                right[k] += has && said ? 1 : 0;
                given[k] += said ? 1 : 0;
                support[k] += has ? 1 : 0;
            }

            exact += truth.Slice(at, labels).SequenceEqual(predicted.Slice(at, labels)) ? 1 : 0;
            samples += ClassScore.Of(hits, own, all).F1;
        }

        ClassScore[] scores = [.. Enumerable.Range(0, labels).Select(k => ClassScore.Of(right[k], given[k], support[k]))];
        return new MultilabelReport
        {
            SubsetAccuracy = (double)exact / items,
            HammingLoss = (double)wrong / truth.Length,
            PerLabel = scores,
            Support = support,
            MicroF1 = ClassScore.Of(right.Sum(), given.Sum(), support.Sum()).F1,
            MacroF1 = scores.Average(score => score.F1),
            WeightedF1 = support.Sum() == 0 ? 0 : scores.Select((score, k) => score.F1 * support[k]).Sum() / support.Sum(),
            SamplesF1 = samples / items,
        };
    }
}
