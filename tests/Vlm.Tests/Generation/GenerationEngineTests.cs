using Vlm.Generation;

namespace Vlm.Tests.Generation;

public sealed class GenerationEngineTests
{
    private static readonly GenerationEngine Engine = new(new GenerationDefaults { EndIds = [CharacterTokens.End] }, new CharacterTokens(), CharacterTokens.Count);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Generate_StopStringAcrossTokens_IsCutFromTheText(int beams)
    {
        using ScriptedDecoder decoder = Writing("one two three");

        GeneratedSequence text = Engine.Generate(decoder, new GenerationOptions { NumBeams = beams, EarlyStopping = EarlyStopping.Always, StopStrings = [" tw"] }, default)[0][0];

        Assert.Equal(("one", 6, FinishReason.StopString), (text.Text, text.Ids.Count, text.FinishReason));
    }

    [Fact]
    public void Stream_WhatCouldBecomeAStopString_IsHeldBack()
    {
        using ScriptedDecoder decoder = Writing("a tin two");

        TextUpdate[] updates = [.. Engine.Stream(decoder, new GenerationOptions { StopStrings = [" tw"] }, default)];

        Assert.Equal(["a", "", "", " ti", "n", "", "", ""], updates.Select(u => u.Text));
        Assert.Equal(FinishReason.StopString, updates[^1].FinishReason);
    }

    [Fact]
    public void Generate_NotANumber_IsATypedError()
    {
        using ScriptedDecoder decoder = new([100], CharacterTokens.Count, history => history.Count < 4 ? Peak('a') : [.. Peak('a').Select((v, i) => i == 7 ? float.NaN : v)]);

        GenerationException e = Assert.Throws<GenerationException>(() => Engine.Generate(decoder, null, default));

        Assert.Contains("NaN for id 7 where token 3", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Generate_SameSeed_GivesTheSameTextWhateverElseIsInTheBatch()
    {
        GenerationOptions options = new() { DoSample = true, Seed = 5, MaxNewTokens = 12, NumReturnSequences = 3 };
        float[] Logits(IReadOnlyList<int> history)
        {
            Random random = new(HashCode.Combine(history.Count, history[^1], 3) & 0xFFFF);
            return [.. Enumerable.Range(0, CharacterTokens.Count).Select(_ => (float)random.NextDouble())];
        }

        using ScriptedDecoder alone = new([100], CharacterTokens.Count, h => Logits([.. h.Skip(1)])), batch = new([100, 101], CharacterTokens.Count, h => Logits([.. h.Skip(1)]));
        string[] expected = [.. Engine.Generate(alone, options, default)[0].Select(t => t.Text)];

        Assert.All(Engine.Generate(batch, options, default), texts => Assert.Equal(expected, texts.Select(t => t.Text)));
        Assert.Equal(3, expected.Distinct().Count());
    }

    [Fact]
    public void Generate_CallersProcessor_SeesTheIdsAndForbids()
    {
        using ScriptedDecoder decoder = Writing("abcd");
        Recorder recorder = new();

        GeneratedSequence text = Engine.Generate(decoder, new GenerationOptions { LogitsProcessors = [recorder], MaxNewTokens = 2 }, default)[0][0];

        Assert.DoesNotContain('a', text.Text);
        Assert.Equal([(1, 0), (1, 1)], recorder.Seen);
    }

    private static ScriptedDecoder Writing(string text) => new(
        [100], CharacterTokens.Count, history => Peak(history.Count - 2 < text.Length ? text[history.Count - 2] : CharacterTokens.End));

    private static float[] Peak(int id)
    {
        float[] logits = new float[CharacterTokens.Count];
        logits[id] = 20;
        return logits;
    }

    private sealed class Recorder : ILogitsProcessor
    {
        public List<(int Prompt, int New)> Seen { get; } = [];

        public void Process(in LogitsContext context, Span<float> scores)
        {
            Seen.Add((context.PromptLength, context.NewIds.Length));
            scores['a'] = float.NegativeInfinity;
        }
    }
}
