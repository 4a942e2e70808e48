using System.Diagnostics;
using Vlm.Benchmarks.Fuzzing;
using Vlm.Tests.Goldens;

namespace Vlm.Tests.Tokenization;

/// <summary>The first files of the long modes (<c>--fuzz tokenizers</c> and <c>--fuzz templates</c> of the benchmarks), with their seed.</summary>
[Collection(Alone.Name)]
public sealed class FuzzTests
{
    private const long MostGrowth = 1L << 30;

    [Fact]
    public void Read_DamagedTokenizerFiles_AreUsedOrRefused() => Check(new TokenizerTarget(GoldenFolder.Path("tokenizers-made"), FuzzTarget.DefaultSeed), 4000, "Used", "TextRefused", "Refused");

    [Fact]
    public void Load_DamagedOlderForms_AreUsedOrRefused()
    {
        using TokenizerFormTarget target = new(GoldenFolder.Path("tokenizers-made"), FuzzTarget.DefaultSeed);
        Check(target, 1000, "Used", "Refused");
    }

    [Fact]
    public void Render_DamagedTemplates_EndInTextsOrTypedErrors() => Check(
        new TemplateTarget(GoldenFolder.Path("chat"), FuzzTarget.DefaultSeed, damagesConversation: false), 4000, "Rendered", "Syntax", "Undefined", "Evaluation");

    [Fact]
    public void Render_DamagedConversations_EndInTextsOrTypedErrors() => Check(
        new TemplateTarget(GoldenFolder.Path("chat"), FuzzTarget.DefaultSeed, damagesConversation: true), 2000, "Rendered", "Refused", "Raised", "Undefined", "Evaluation");

    [Fact]
    public void Make_SameSeedAndIndex_GivesTheSameFile()
    {
        TokenizerTarget first = new(GoldenFolder.Path("tokenizers-made"), 1), second = new(GoldenFolder.Path("tokenizers-made"), 1);
        _ = first.File(0);
        Assert.Equal(first.File(7), second.File(7));
        Assert.NotEqual(first.File(7), first.File(8));
    }

    private static void Check(FuzzTarget target, int files, params string[] endings)
    {
        long before = Process.GetCurrentProcess().WorkingSet64;
        HashSet<string> seen = [];
        for (long index = 0; index < files; index++)
        {
            int outcome = target.Run(index, out TimeSpan elapsed, out Exception? error);
            Assert.True(outcome < FuzzOutcome.Untyped, $"{index}: after {elapsed}: {error}");
            seen.Add(target.Endings[outcome]);
        }

        Assert.Superset(endings.ToHashSet(), seen);
        Assert.InRange(Process.GetCurrentProcess().WorkingSet64 - before, long.MinValue, MostGrowth);
    }
}
