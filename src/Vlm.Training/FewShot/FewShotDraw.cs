namespace Vlm.Training;

/// <summary>Which examples a draw gives: so many of each class, a function of seed, number of examples and number of the draw.</summary>
internal static class FewShotDraw
{
    private static readonly ulong Stream = CounterRandom.StreamOf("shots");

    /// <summary>The numbers of the examples; a class with fewer gives all it has.</summary>
    public static int[] Of(int[] labels, int classes, int shots, int draw, long seed)
    {
        CounterRandom random = new((ulong)seed, Stream + ((ulong)shots << 32) + (ulong)draw);
        List<int> chosen = [];
        for (int k = 0; k < classes; k++)
        {
            int[] own = [.. Enumerable.Range(0, labels.Length).Where(i => labels[i] == k)];
            chosen.AddRange(random.Permutation(own.Length).Take(shots).Select(i => own[i]));
        }

        return [.. chosen];
    }
}
