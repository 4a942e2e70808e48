using Vlm.Families.Gemma3;

namespace Vlm.Tests.Families.Conformance;

public sealed class Gemma3Conformance(FamilyModel<Gemma3Conformance> shared) : DecoderOnlyConformance<Gemma3Conformance>(shared), IFamilyConformance
{
    static FamilySubject IFamilyConformance.Subject { get; } = new(typeof(Gemma3Family), "gemma3", Chats) { AnswersWithoutPicture = true };
}
