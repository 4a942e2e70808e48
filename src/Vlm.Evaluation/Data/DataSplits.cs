using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Vlm.Evaluation;

/// <summary>Splits for data that have none.</summary>
public static class DataSplits
{
    /// <summary>
    /// Assigns train, val and test by a hash of the picture's name and the seed: the same picture always falls into the same
    /// split, whatever the order and number of the others, and all entries of one picture fall together.
    /// </summary>
    /// <param name="items">The items; their own splits are replaced.</param>
    /// <param name="valShare">The share of val, 0 to 1.</param>
    /// <param name="testShare">The share of test, 0 to 1; the sum is at most 1.</param>
    /// <param name="seed">Another seed gives another split.</param>
    /// <returns>New items in the same order.</returns>
    public static IReadOnlyList<DataSetItem> Assign(IReadOnlyList<DataSetItem> items, double valShare = 0.1, double testShare = 0.1, int seed = 0)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentOutOfRangeException.ThrowIfNegative(valShare);
        ArgumentOutOfRangeException.ThrowIfNegative(testShare);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(valShare + testShare, 1, nameof(testShare));
        return [.. items.Select(item =>
        {
            byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}\n{item.Picture}"));
            double at = BinaryPrimitives.ReadUInt64BigEndian(hash) / Math.Pow(2, 64);
            string split = at < testShare ? SplitNames.Test : at < testShare + valShare ? SplitNames.Val : SplitNames.Train;
            return new DataSetItem(item.Id, item.Picture, split, item.Captions, item.Questions, item.Label);
        })];
    }
}
