using Vlm.Families.SmolVlm;

namespace Vlm.Tests.Families.Conformance;

public sealed class SmolVlmConformance(FamilyModel<SmolVlmConformance> shared) : DecoderOnlyConformance<SmolVlmConformance>(shared), IFamilyConformance
{
    static FamilySubject IFamilyConformance.Subject { get; } = new(typeof(SmolVlmFamily), "smolvlm", Chats) { AnswersWithoutPicture = true };
}
