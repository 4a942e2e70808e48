namespace Vlm.Tests.Generation;

/// <summary>
/// The beam search of transformers' generate for one text, written down step by step as its tensors are: all beams from
/// the first step on, the first at 0 and the others at -1e9, and full sorts. Slow and plain on purpose.
/// </summary>
internal static class ReferenceBeamSearch
{
    private const double Never = -1e9;

    public static List<(int[] Ids, double Sum, double Score)> Run(
        Func<IReadOnlyList<int>, float[]> logits, int picture, int start, int[] ends, int[] suppressed, int beams, int maxNewTokens, double penalty, EarlyStopping early)
    {
        bool earlyStopping = early == EarlyStopping.Always;
        var running = Enumerable.Range(0, beams).Select(b => (Ids: new List<int> { picture, start }, Score: b == 0 ? 0 : Never)).ToList();
        var finished = Enumerable.Range(0, beams).Select(_ => (Ids: new List<int>(), Sum: Never, Score: Never, Done: false)).ToList();
        for (int length = 1; length <= maxNewTokens; length++)
        {
            List<(double Score, List<int> Ids, int Flat)> all = [];
            for (int b = 0; b < beams; b++)
            {
                double[] row = [.. logits(running[b].Ids).Select(v => (double)v)];
                double max = row.Max(), normalizer = max + Math.Log(row.Sum(v => Math.Exp(v - max)));
                for (int token = 0; token < row.Length; token++)
                {
                    double score = suppressed.Contains(token) ? double.NegativeInfinity : running[b].Score + row[token] - normalizer;
                    all.Add((score, [.. running[b].Ids, token], (b * row.Length) + token));
                }
            }

            var top = all.OrderByDescending(c => c.Score).ThenBy(c => c.Flat).Take(Math.Max(2, 1 + ends.Length) * beams).ToList();
            bool Hits(List<int> ids) => ends.Contains(ids[^1]) || length == maxNewTokens;
            running = [.. top.Select(c => (c.Ids, Score: c.Score + (Hits(c.Ids) ? Never : 0))).OrderByDescending(c => c.Score).Take(beams)];

            double divisor = Math.Pow(length, penalty);
            bool full = earlyStopping && finished.All(f => f.Done);
            var merged = finished.Concat(top.Take(beams).Where(c => Hits(c.Ids) && !full).Select(c => (c.Ids, Sum: c.Score, Score: c.Score / divisor, Done: true)));
            finished = [.. merged.OrderByDescending(f => f.Score).Take(beams)];

            bool allDone = finished.All(f => f.Done);
            double worst = allDone ? finished.Min(f => f.Score) : Never;
            double hypothetical = early == EarlyStopping.Never && penalty > 0 ? Math.Pow(maxNewTokens, penalty) : divisor;
            if ((earlyStopping && allDone) || !(running[0].Score / hypothetical > worst))
            {
                break;
            }
        }

        return [.. finished.Where(f => f.Done).Select(f => (f.Ids.Skip(2).ToArray(), f.Sum, f.Score))];
    }
}
