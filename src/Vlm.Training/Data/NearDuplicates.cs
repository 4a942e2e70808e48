namespace Vlm.Training;

/// <summary>
/// Pairs of pictures whose 128 bits differ in at most so many, found without comparing all with all: of r + 1 bands of bits at least one is the same in
/// such a pair (pigeonhole; multi-index hashing, M. Norouzi et al., 2012), so only pictures that share a band are compared.
/// </summary>
internal static class NearDuplicates
{
    /// <summary>Gives the pairs, each once and the smaller number first.</summary>
    /// <param name="pictures">The pictures.</param>
    /// <param name="distance">The greatest number of differing bits, 0 to 63.</param>
    /// <param name="correlation">The smallest correlation of the thumbnails: pictures of little texture have like bits by chance.</param>
    /// <param name="compared">How many pairs were looked at.</param>
    public static IReadOnlyList<(int First, int Second)> Find(IReadOnlyList<PictureFingerprint> pictures, int distance, float correlation, out long compared)
    {
        List<(int First, int Second)> found = [];
        HashSet<(int First, int Second)> seen = [];
        compared = 0;
        int bands = distance + 1;
        for (int band = 0; band < bands; band++)
        {
            int from = band * 128 / bands, to = (band + 1) * 128 / bands;
            foreach (IGrouping<ulong, int> bucket in Enumerable.Range(0, pictures.Count).GroupBy(i => Bits(pictures[i], from, to)))
            {
                int[] members = [.. bucket];
                for (int i = 0; i < members.Length; i++)
                {
                    for (int k = i + 1; k < members.Length; k++)
                    {
                        compared++;
                        PictureFingerprint first = pictures[members[i]], second = pictures[members[k]];
                        if (first.Distance(second) <= distance && seen.Add((members[i], members[k])) && first.Correlation(second) >= correlation)
                        {
                            found.Add((members[i], members[k]));
                        }
                    }
                }
            }
        }

        return found;
    }

    private static ulong Bits(in PictureFingerprint picture, int from, int to)
    {
        UInt128 all = new(picture.Across, picture.Down);
        UInt128 mask = (UInt128.One << (to - from)) - 1;
        return (ulong)((all >> from) & mask);
    }
}
