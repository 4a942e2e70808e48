using CsCheck;
using Vlm.Generation;

namespace Vlm.Tests.Generation;

public sealed class BeamSearchTests
{
    private const int Start = 2, End = 3;

    [Fact]
    public void Run_RandomLogits_EqualsTheReference() =>
        Gen.Select(Gen.Int[0, 1_000_000], Gen.Int[2, 4], Gen.Int[1, 9], Gen.OneOfConst(1f, 0f, 0.5f, 2f, -1f), Gen.Enum<EarlyStopping>(), Gen.Int[1, 2]).Sample(
            (seed, beams, maxNewTokens, penalty, early, endCount) =>
            {
                int[] ends = endCount == 1 ? [End] : [End, 5], suppressed = [0, 1, 2];
                const int Vocabulary = 24;
                float[] Logits(IReadOnlyList<int> history) => RandomLogits(seed, history, Vocabulary);
                GenerationSettings settings = new(new GenerationDefaults
                {
                    EndIds = ends,
                    Options = new()
                    {
                        SuppressTokens = suppressed,
                        NumBeams = beams,
                        NumReturnSequences = beams,
                        MaxNewTokens = maxNewTokens,
                        LengthPenalty = penalty,
                        EarlyStopping = early,
                    },
                });
                using ScriptedDecoder decoder = new([100, 101, 102], Vocabulary, Logits);

                Hypothesis[][] texts = BeamSearch.Run(decoder, settings, default);

                for (int i = 0; i < texts.Length; i++)
                {
                    var expected = ReferenceBeamSearch.Run(Logits, 100 + i, Start, ends, suppressed, beams, maxNewTokens, penalty, early);
                    Assert.Equal(expected.Count, texts[i].Length);
                    for (int rank = 0; rank < expected.Count; rank++)
                    {
                        (int[] ids, double sum, double score) = expected[rank];
                        Hypothesis text = texts[i][rank];
                        Assert.Equal(ids, text.NewIds);
                        Assert.Equal(sum, text.Sum, 1e-4);
                        Assert.Equal(sum, text.LogProbabilities.ToArray().Sum(), 1e-3);
                        Assert.Equal(score, text.Score, 1e-4);
                        Assert.Equal(ends.Contains(ids[^1]) ? FinishReason.EndOfText : FinishReason.Length, text.Reason);
                    }
                }
            },
            iter: 2000);

    [Fact]
    public void Run_FirstStep_ReadsOneRowForEachText()
    {
        using ScriptedDecoder decoder = new([100, 101], 16, h => RandomLogits(7, h, 16));

        BeamSearch.Run(decoder, Settings(beams: 3, maxNewTokens: 4), default);

        Assert.Equal(2, decoder.RowsOfSteps[0]);
        Assert.Equal(6, decoder.RowsOfSteps[1]);
    }

    [Fact]
    public void Run_TextThatHasEnded_LeavesTheBatch()
    {
        // The first text ends at once on every beam that counts; the second never does.
        float[] Logits(IReadOnlyList<int> history) => history[0] == 100 ? Peaks((End, 9), (4, 1), (5, 0)) : Peaks((4, 5), (5, 4), (6, 3));
        using ScriptedDecoder decoder = new([100, 101], 8, Logits);

        Hypothesis[][] texts = BeamSearch.Run(decoder, Settings(beams: 2, maxNewTokens: 6), default);

        Assert.Equal([End], texts[0][0].NewIds);
        Assert.Equal(FinishReason.EndOfText, texts[0][0].Reason);
        Assert.Equal(6, texts[1][0].Count);
        Assert.Equal(FinishReason.Length, texts[1][0].Reason);
        Assert.Equal(2, decoder.RowsOfSteps[^1]);
    }

    [Fact]
    public void Run_EqualLogits_ChoosesTheLowerIds()
    {
        using ScriptedDecoder decoder = new([100], 12, _ => new float[12]);

        Hypothesis text = Assert.Single(Assert.Single(BeamSearch.Run(decoder, Settings(beams: 2, maxNewTokens: 1), default)));

        Assert.Equal([End], text.NewIds);
    }

    [Fact]
    public void Run_LengthPenalty_DecidesBetweenShortAndLong()
    {
        // "4 4 end" loses to "end" by its sum and wins by its mean.
        float[] Logits(IReadOnlyList<int> history) => history.Count switch
        {
            2 => Peaks((End, 1), (4, 0.8f)),
            3 => Peaks((4, 9), (5, 0)),
            _ => Peaks((End, 9), (5, 0)),
        };
        Hypothesis Run(float penalty)
        {
            using ScriptedDecoder decoder = new([100], 8, Logits);
            return BeamSearch.Run(decoder, Settings(2, 6, penalty), default)[0][0];
        }

        Assert.Equal([End], Run(0).NewIds);
        Assert.Equal([4, 4, End], Run(1).NewIds);
        Assert.Equal(Run(1).Sum / 3, Run(1).Score, 1e-9);
    }

    [Fact]
    public void Run_CancelledAtAStep_Throws()
    {
        using CancellationTokenSource source = new();
        float[] Logits(IReadOnlyList<int> history)
        {
            if (history.Count == 4)
            {
                source.Cancel();
            }

            return Peaks((4, 5), (5, 4), (6, 3));
        }

        using ScriptedDecoder decoder = new([100], 8, Logits);

        Assert.ThrowsAny<OperationCanceledException>(() => BeamSearch.Run(decoder, Settings(beams: 2, maxNewTokens: 20), source.Token));
        Assert.Equal(3, decoder.RowsOfSteps.Count);
    }

    [Theory]
    [InlineData(5, "10 continuations, but the vocabulary has 8")]
    [InlineData(int.MaxValue, "continuations, but the vocabulary has 8")]
    public void Run_MoreBeamsThanTheVocabularyAllows_HasBothNumbers(int beams, string message)
    {
        using ScriptedDecoder decoder = new([100], 8, _ => new float[8]);

        InvalidInputException e = Assert.Throws<InvalidInputException>(() => BeamSearch.Run(decoder, Settings(beams, maxNewTokens: 20), default));

        Assert.Contains(message, e.Message, StringComparison.Ordinal);
    }

    internal static float[] RandomLogits(int seed, IReadOnlyList<int> history, int vocabulary)
    {
        int hash = seed;
        foreach (int id in history)
        {
            hash = unchecked((hash * 31) + id);
        }

        Random random = new(hash);
        float[] logits = new float[vocabulary];
        for (int i = 0; i < logits.Length; i++)
        {
            logits[i] = (float)(random.NextDouble() * 6);
        }

        // End tokens come up often enough to close texts at every length.
        logits[End] += (float)(random.NextDouble() * 3);
        return logits;
    }

    private static GenerationSettings Settings(int beams, int maxNewTokens, float penalty = 1) => new(new GenerationDefaults
    {
        EndIds = [End],
        Options = new() { SuppressTokens = [0, 1, 2], NumBeams = beams, MaxNewTokens = maxNewTokens, LengthPenalty = penalty },
    });

    private static float[] Peaks(params ReadOnlySpan<(int Token, float Logit)> peaks)
    {
        float[] logits = new float[8];
        Array.Fill(logits, -20);
        foreach ((int token, float logit) in peaks)
        {
            logits[token] = logit;
        }

        return logits;
    }
}
