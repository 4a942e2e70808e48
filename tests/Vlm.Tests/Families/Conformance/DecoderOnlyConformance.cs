using Vlm.Tests.Families.DecoderOnly;

namespace Vlm.Tests.Families.Conformance;

/// <summary>The suite for a decoder-only family.</summary>
public abstract class DecoderOnlyConformance<TSelf>(FamilyModel<TSelf> shared) : FamilyConformance<TSelf>(shared)
    where TSelf : DecoderOnlyConformance<TSelf>, IFamilyConformance
{
    protected const ModelCapabilities Writes = ModelCapabilities.Caption | ModelCapabilities.Answer | ModelCapabilities.Stream, Chats = Writes | ModelCapabilities.Chat;

    protected override async Task CompareGoldenAsync()
    {
        DecoderOnlyCase golden = DecoderOnlyCase.Of(Subject.Name!, DecoderOnlyCase.Asked().First(row => row.Data.Item1 == Subject.Name).Data.Item2);
        AnswerOptions options = new() { Generation = DecoderOnlyGenerationTests.Plain(golden.MaxNewTokens) };
        Assert.Equal(golden.GreedyIds, (await Model.AnswerAsync([golden.Prompt()], options, Cancel))[0].Ids!);
    }
}
