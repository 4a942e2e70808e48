using Vlm.Families.Lfm2Vl;

namespace Vlm.Tests.Families.Conformance;

public sealed class Lfm2VlConformance(FamilyModel<Lfm2VlConformance> shared) : DecoderOnlyConformance<Lfm2VlConformance>(shared), IFamilyConformance
{
    static FamilySubject IFamilyConformance.Subject { get; } = new(typeof(Lfm2VlFamily), "lfm2_vl", Chats) { AnswersWithoutPicture = true };
}
