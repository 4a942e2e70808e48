using Vlm.Families.Llava;

namespace Vlm.Tests.Families.Conformance;

public sealed class LlavaConformance(FamilyModel<LlavaConformance> shared) : DecoderOnlyConformance<LlavaConformance>(shared), IFamilyConformance
{
    static FamilySubject IFamilyConformance.Subject { get; } = new(typeof(LlavaFamily), "llava", Chats) { AnswersWithoutPicture = true };
}
