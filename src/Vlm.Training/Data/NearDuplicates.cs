namespace Vlm.Training;

/// <summary>
/// Groups of pictures whose 128 bits differ in at most so many, found without comparing all with all: of r + 1 bands of bits at least one is the same in
/// such a pair (pigeonhole; multi-index hashing, M. Norouzi et al., 2012), so only pictures that share a band are compared.
/// </summary>
internal static class NearDuplicates
{
    /// <summary>A band that more pictures share tells nothing of them, as with drawings on white: there only pictures of the same bits are compared, each with one other.</summary>
    public const int LargestBucket = 4096;

    /// <summary>Joins pictures that are alike, and those that are like a third.</summary>
    /// <param name="pictures">The pictures.</param>
    /// <param name="distance">The greatest number of differing bits, 0 to 63.</param>
    /// <param name="correlation">The smallest correlation of the thumbnails: pictures of little texture have like bits by chance.</param>
    /// <param name="compared">How many pairs were looked at.</param>
    /// <param name="cancellationToken">Stops between two buckets.</param>
    public static DisjointSets Join(IReadOnlyList<PictureFingerprint> pictures, int distance, float correlation, out long compared, CancellationToken cancellationToken = default)
    {
        DisjointSets sets = new(pictures.Count);
        long pairs = 0;
        int bands = distance + 1;
        for (int band = 0; band < bands; band++)
        {
            int from = band * 128 / bands, to = (band + 1) * 128 / bands;
            foreach (IGrouping<UInt128, int> bucket in Enumerable.Range(0, pictures.Count).GroupBy(i => Bits(pictures[i], from, to)))
            {
                cancellationToken.ThrowIfCancellationRequested();
                int[] members = [.. bucket];
                if (members.Length > LargestBucket)
                {
                    members = [.. members.OrderBy(i => Bits(pictures[i], 0, 128))];
                    CompareNeighbours(members);
                }
                else
                {
                    CompareAll(members);
                }
            }
        }

        compared = pairs;
        return sets;

        void CompareNeighbours(int[] members)
        {
            for (int i = 1; i < members.Length; i++)
            {
                Compare(members[i - 1], members[i], 0);
            }
        }

        void CompareAll(int[] members)
        {
            for (int i = 0; i < members.Length; i++)
            {
                for (int k = i + 1; k < members.Length; k++)
                {
                    Compare(members[i], members[k], distance);
                }
            }
        }

        void Compare(int first, int second, int most)
        {
            pairs++;
            PictureFingerprint one = pictures[first], other = pictures[second];
            if (one.Distance(other) <= most && sets.Find(first) != sets.Find(second) && one.Correlation(other) >= correlation)
            {
                sets.Join(first, second);
            }
        }
    }

    private static UInt128 Bits(in PictureFingerprint picture, int from, int to)
    {
        UInt128 all = new(picture.Across, picture.Down);
        return (all << (128 - to)) >> (128 - to + from);
    }
}
