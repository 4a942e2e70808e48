using CsCheck;
using Vlm.Generation;

namespace Vlm.Tests.Generation;

public sealed class RowSearchTests
{
    private static readonly GenerationDefaults Defaults = new() { StartId = 2, EndIds = [3], Options = new() { SuppressTokens = [0, 1, 2], MaxNewTokens = 8 } };

    [Fact]
    public void Run_RandomLogits_EqualsStepByStepArgmax() =>
        Gen.Int[0, 1_000_000].Sample(
            seed =>
            {
                float[] Logits(IReadOnlyList<int> history) => BeamSearchTests.RandomLogits(seed, history, 10);
                using ScriptedDecoder decoder = new([100, 101, 102, 103], 10, Logits);

                Hypothesis[][] texts = RowSearch.Run(decoder, new GenerationSettings(Defaults), default);

                for (int i = 0; i < texts.Length; i++)
                {
                    (int[] ids, double sum) = Plain(Logits, 100 + i);
                    Assert.Equal(ids, texts[i][0].NewIds);
                    Assert.Equal(sum, texts[i][0].Sum, 1e-4);
                    Assert.Equal(texts[i][0].Sum, texts[i][0].Score);
                }
            },
            iter: 500);

    [Fact]
    public void Run_TextThatHasEnded_LeavesTheBatch()
    {
        float[] Logits(IReadOnlyList<int> history)
        {
            float[] logits = new float[6];
            logits[history.Count == history[0] - 98 ? 3 : 4] = 5;
            return logits;
        }

        using ScriptedDecoder decoder = new([101, 100, 102], 6, Logits);

        Hypothesis[][] texts = RowSearch.Run(decoder, new GenerationSettings(Defaults), default);

        Assert.Equal([4, 3], texts[0][0].NewIds);
        Assert.Equal([3], texts[1][0].NewIds);
        Assert.Equal([4, 4, 3], texts[2][0].NewIds);
        Assert.Equal([3, 2, 1], decoder.RowsOfSteps);
    }

    [Fact]
    public void Run_SuppressedToken_KeepsItsShareOfTheProbability()
    {
        using ScriptedDecoder decoder = new([100], 4, _ => [5, 0, 0, 0]);

        Hypothesis text = Assert.Single(Assert.Single(RowSearch.Run(decoder, new GenerationSettings(Defaults), default)));

        Assert.Equal(-Math.Log(Math.Exp(5) + 3), text.Sum, 1e-5);
    }

    [Fact]
    public void Run_CancelledAtAStep_Throws()
    {
        using CancellationTokenSource source = new();
        using ScriptedDecoder decoder = new([100], 6, _ => [0, 0, 0, 0, 5, 0]);
        using RowSearch search = new(decoder, new GenerationSettings(Defaults));

        search.Advance(source.Token);
        source.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => search.Advance(source.Token));
        Assert.Single(decoder.RowsOfSteps);
    }

    private static (int[] Ids, double Sum) Plain(Func<IReadOnlyList<int>, float[]> logits, int picture)
    {
        List<int> history = [picture, 2];
        double sum = 0;
        for (int step = 0; step < 8 && (step == 0 || history[^1] != 3); step++)
        {
            float[] row = logits(history);
            int best = Enumerable.Range(3, row.Length - 3).MaxBy(i => row[i]);
            sum += row[best] - Math.Log(row.Sum(v => Math.Exp(v)));
            history.Add(best);
        }

        return ([.. history.Skip(2)], sum);
    }
}
