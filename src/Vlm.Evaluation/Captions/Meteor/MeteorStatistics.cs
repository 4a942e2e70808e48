namespace Vlm.Evaluation;

/// <summary>The 23 counts that a METEOR score is computed from, for one pair of lines or summed over many.</summary>
internal sealed class MeteorStatistics
{
    private const int Modules = 4;
    private const double Alpha = 0.85;
    private const double Beta = 0.2;
    private const double Gamma = 0.6;
    private const double Delta = 0.75;
    private static readonly double[] Weights = [1.0, 0.6, 0.8, 0.6];

    // Lengths and function words of both sides; for each module content and function words matched on both sides; chunks and matched words.
    private readonly double[] _values = new double[23];

    public IReadOnlyList<double> Values => _values;

    public double Chunks => _values[20];

    public double FMean { get; private set; }

    public double Precision { get; private set; }

    public double Recall { get; private set; }

    public double Penalty { get; private set; }

    /// <summary>0 where the score is not a number: nothing is matched, or a side is empty.</summary>
    public double Score { get; private set; }

    // Every word of both sides matched in one piece.
    private bool IsPerfect => _values[20] == 1 && _values[21] == _values[0] && _values[22] == _values[1];

    public static MeteorStatistics Of(MeteorWord[] candidate, MeteorWord[] reference, MeteorMatch[] matches)
    {
        MeteorStatistics statistics = new();
        double[] values = statistics._values;
        (values[0], values[1]) = (candidate.Length, reference.Length);
        (values[2], values[3]) = (candidate.Count(word => word.IsFunction), reference.Count(word => word.IsFunction));
        foreach (MeteorMatch match in matches)
        {
            int at = 4 + (4 * match.Module);
            for (int i = 0; i < match.CandidateLength; i++)
            {
                values[at + (candidate[match.CandidateStart + i].IsFunction ? 2 : 0)]++;
            }

            for (int j = 0; j < match.ReferenceLength; j++)
            {
                values[at + (reference[match.ReferenceStart + j].IsFunction ? 3 : 1)]++;
            }

            values[21] += match.CandidateLength;
            values[22] += match.ReferenceLength;
        }

        for (int i = 0; i < matches.Length; i++)
        {
            values[20] += i == 0 || matches[i].CandidateStart != matches[i - 1].CandidateEnd || matches[i].ReferenceStart != matches[i - 1].ReferenceEnd ? 1 : 0;
        }

        statistics.Finish(statistics.IsPerfect);
        return statistics;
    }

    /// <summary>Sums over items; a perfect one adds no chunk.</summary>
    public static MeteorStatistics Sum(IReadOnlyList<MeteorStatistics> all, ReadOnlySpan<int> items)
    {
        MeteorStatistics sum = new();
        foreach (int item in items)
        {
            MeteorStatistics one = all[item];
            for (int i = 0; i < sum._values.Length; i++)
            {
                sum._values[i] += i == 20 && one.IsPerfect ? 0 : one._values[i];
            }
        }

        sum.Finish(perfect: sum._values[20] <= 1 && sum._values[21] == sum._values[0] && sum._values[22] == sum._values[1]);
        return sum;
    }

    private void Finish(bool perfect)
    {
        double matchedCandidate = 0, matchedReference = 0;
        for (int module = 0; module < Modules; module++)
        {
            int at = 4 + (4 * module);
            matchedCandidate += Weights[module] * ((Delta * _values[at]) + ((1 - Delta) * _values[at + 2]));
            matchedReference += Weights[module] * ((Delta * _values[at + 1]) + ((1 - Delta) * _values[at + 3]));
        }

        Precision = matchedCandidate / ((Delta * (_values[0] - _values[2])) + ((1 - Delta) * _values[2]));
        Recall = matchedReference / ((Delta * (_values[1] - _values[3])) + ((1 - Delta) * _values[3]));
        FMean = 1 / (((1 - Alpha) / Precision) + (Alpha / Recall));
        double fragmentation = perfect ? 0 : _values[20] / ((_values[21] + _values[22]) / 2);
        Penalty = Gamma * Math.Pow(fragmentation, Beta);
        double score = FMean * (1 - Penalty);
        Score = double.IsNaN(score) ? 0 : score;
    }
}
