namespace Vlm.Generation;

/// <summary>Runs of ids that never occur.</summary>
internal sealed class BadWords : ILogitsProcessor
{
    private readonly int[] _alone;
    private readonly int[][] _runs;

    private BadWords(int[] alone, int[][] runs)
    {
        _alone = alone;
        _runs = runs;
    }

    /// <summary>Null where nothing is forbidden. As in transformers, a run that is an end token alone does not count.</summary>
    public static BadWords? Of(IReadOnlyList<IReadOnlyList<int>> runs, int[] endIds)
    {
        int[][] wanted = [.. runs.Where(run => run.Count > 1 || (run.Count == 1 && !endIds.Contains(run[0]))).Select(run => run.ToArray())];
        return wanted.Length == 0 ? null : new BadWords([.. wanted.Where(run => run.Length == 1).Select(run => run[0])], [.. wanted.Where(run => run.Length > 1)]);
    }

    public void Process(in LogitsContext context, Span<float> scores)
    {
        scores.Forbid(_alone);
        foreach (int[] run in _runs)
        {
            // transformers skips a run that is longer than the text, although its beginning might fit.
            if (run.Length <= context.Ids.Length && context.Ids.EndsWith(run.AsSpan(0, run.Length - 1)))
            {
                scores[run[^1]] = float.NegativeInfinity;
            }
        }
    }
}
