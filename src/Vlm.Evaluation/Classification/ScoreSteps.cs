namespace Vlm.Evaluation;

/// <summary>Positive and negative items at or above each different score, from the highest score down.</summary>
internal sealed class ScoreSteps
{
    private ScoreSteps(List<double> thresholds, List<long> positives, List<long> negatives)
    {
        Thresholds = thresholds;
        Positives = positives;
        Negatives = negatives;
    }

    public IReadOnlyList<double> Thresholds { get; }

    public IReadOnlyList<long> Positives { get; }

    public IReadOnlyList<long> Negatives { get; }

    public static ScoreSteps Of(ReadOnlySpan<bool> labels, ReadOnlySpan<double> scores)
    {
        ClassLabels.CheckScores(labels, scores);
        double[] keys = scores.ToArray();
        bool[] sorted = labels.ToArray();
        Array.Sort(keys, sorted);
        List<double> thresholds = [];
        List<long> positives = [], negatives = [];
        long positive = 0, negative = 0;
        for (int i = keys.Length - 1; i >= 0; i--)
        {
            positive += sorted[i] ? 1 : 0;
            negative += sorted[i] ? 0 : 1;
            if (i == 0 || keys[i - 1] != keys[i])
            {
                thresholds.Add(keys[i]);
                positives.Add(positive);
                negatives.Add(negative);
            }
        }

        return new ScoreSteps(thresholds, positives, negatives);
    }
}
