namespace Vlm.Evaluation;

/// <summary>What a yes-or-no decision does to the members of one group.</summary>
public sealed class GroupRates
{
    /// <summary>The members counted.</summary>
    public required int Count { get; init; }

    /// <summary>The share that the model says yes to. NaN without members.</summary>
    public required double SelectionRate { get; init; }

    /// <summary>The share of the true ones that it says yes to. NaN where the group has none.</summary>
    public required double TruePositiveRate { get; init; }

    /// <summary>The share of the false ones that it says yes to. NaN where the group has none.</summary>
    public required double FalsePositiveRate { get; init; }

    /// <summary>The share that it decides rightly. NaN without members.</summary>
    public required double Accuracy { get; init; }

    internal static GroupRates[] Compute(ReadOnlySpan<bool> labels, ReadOnlySpan<bool> predictions, ReadOnlySpan<int> members, int groups)
    {
        RatingErrors.ThrowIfLengthsDiffer(labels.Length, predictions.Length);
        RatingErrors.ThrowIfLengthsDiffer(labels.Length, members.Length);
        var counts = new int[groups, 4];
        for (int i = 0; i < labels.Length; i++)
        {
            RatingErrors.ThrowIfNotCategory(members[i], groups, i);
            counts[members[i], (labels[i] ? 2 : 0) + (predictions[i] ? 1 : 0)]++;
        }

        var rates = new GroupRates[groups];
        for (int group = 0; group < groups; group++)
        {
            double rightNo = counts[group, 0];
            double wrongYes = counts[group, 1];
            double wrongNo = counts[group, 2];
            double rightYes = counts[group, 3];
            double all = rightNo + wrongYes + wrongNo + rightYes;
            rates[group] = new GroupRates
            {
                Count = (int)all,
                SelectionRate = (wrongYes + rightYes) / all,
                TruePositiveRate = rightYes / (rightYes + wrongNo),
                FalsePositiveRate = wrongYes / (wrongYes + rightNo),
                Accuracy = (rightYes + rightNo) / all,
            };
        }

        return rates;
    }
}
