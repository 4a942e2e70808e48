using CsCheck;
using Vlm.Generation;

namespace Vlm.Tests.Generation;

/// <summary>The greatest time, runs that the encoder has read, and ids at given places.</summary>
public sealed class GenerationRuleTests
{
    private const int Vocabulary = 12;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void MaxTime_OverAtOnce_EndsBehindTheFirstToken(int beams)
    {
        GeneratedSequence[] texts = Generate(new GenerationOptions { MaxTime = TimeSpan.FromTicks(1), NumBeams = beams, NumReturnSequences = beams, MaxNewTokens = 9 });

        Assert.Equal(beams, texts.Length);
        Assert.All(texts, text => Assert.Equal((1, FinishReason.Time), (text.Ids.Count, text.FinishReason)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void MaxTime_OverUnderWay_EndsWithTheTokenOfThatStep(int beams)
    {
        TimeSpan limit = TimeSpan.FromMilliseconds(400);
        float[] Slow(IReadOnlyList<int> history)
        {
            Thread.Sleep(history.Count == 5 ? limit + TimeSpan.FromMilliseconds(50) : TimeSpan.Zero);
            return Rising(history);
        }

        GeneratedSequence text = Generate(new GenerationOptions { MaxTime = limit, NumBeams = beams, MaxNewTokens = 9 }, Slow)[0];

        // A machine that is busy may take the time before the slow step, and none may go behind it.
        Assert.InRange(text.Ids.Count, 1, 4);
        Assert.Equal(FinishReason.Time, text.FinishReason);
    }

    [Fact]
    public void MaxTime_NotReached_ChangesNothing()
    {
        GeneratedSequence text = Generate(new GenerationOptions { MaxTime = TimeSpan.FromHours(1), MaxNewTokens = 4 })[0];

        Assert.Equal((4, FinishReason.Length), (text.Ids.Count, text.FinishReason));
    }

    [Fact]
    public void EncoderNoRepeatNgram_RandomTexts_ForbidsExactlyWhatWouldRepeatTheEncodersRuns() =>
        Gen.Select(Gen.Int[0, 3].Array[0, 12], Gen.Int[0, 3].Array[1, 6], Gen.Int[1, 4]).Sample((encoder, text, size) =>
        {
            float[] scores = new float[5];
            new EncoderNoRepeatNgram(size).Process(new LogitsContext { Ids = text, PromptLength = 1, EncoderIds = encoder }, scores);

            for (int id = 0; id < scores.Length; id++)
            {
                int[] run = [.. text.TakeLast(size - 1), id];
                bool repeats = run.Length == size && Enumerable.Range(0, Math.Max(0, encoder.Length - size + 1)).Any(at => encoder.AsSpan(at, size).SequenceEqual(run));
                Assert.Equal(repeats, float.IsNegativeInfinity(scores[id]));
            }
        });

    [Fact]
    public void EncoderNoRepeatNgramSize_OfACall_KeepsTheTextFromTheEncodersRuns()
    {
        // Left alone the text is 4 5 6 7 …; the encoder has read 5 6 7.
        int[] free = [.. Generate(new GenerationOptions { MaxNewTokens = 4 }, encoder: [5, 6, 7])[0].Ids];
        int[] kept = [.. Generate(new GenerationOptions { MaxNewTokens = 4, EncoderNoRepeatNgramSize = 3 }, encoder: [5, 6, 7])[0].Ids];

        Assert.Equal([4, 5, 6, 7], free);
        Assert.Equal([4, 5, 6], kept[..3]);
        Assert.NotEqual(7, kept[3]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void ForcedDecoderIds_PlacesOfTheWholeText_HoldThoseIds(int beams)
    {
        GeneratedSequence text = Generate(new GenerationOptions { MaxNewTokens = 5, NumBeams = beams, ForcedDecoderIds = new Dictionary<int, int> { [1] = 10, [3] = 2 } })[0];

        // Place 0 is the prompt's only id, so that the first and the third new token are given.
        Assert.Equal((10, 2), (text.Ids[0], text.Ids[2]));
        Assert.Equal([11, 3], [text.Ids[1], text.Ids[3]]);
    }

    private static GeneratedSequence[] Generate(GenerationOptions options, Func<IReadOnlyList<int>, float[]>? logits = null, int[]? encoder = null)
    {
        using ScriptedDecoder decoder = new([100], Vocabulary, logits ?? Rising, [[3]], [encoder ?? []]);
        GenerationEngine engine = new(new GenerationDefaults { EndIds = [0] }, new CharacterTokens(), Vocabulary);
        return engine.Generate(decoder, options, default)[0];
    }

    // Behind id n comes n + 1, and id 0, which ends a text, last of all.
    private static float[] Rising(IReadOnlyList<int> history)
    {
        float[] logits = [.. Enumerable.Range(0, Vocabulary).Select(id => -0.01f * id)];
        logits[0] = -20;
        logits[Math.Min(Vocabulary - 1, history[^1] + 1)] = 6;
        return logits;
    }
}
