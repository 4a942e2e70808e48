using Vlm.Families.Moondream;

namespace Vlm.Tests.Families.Conformance;

public sealed class MoondreamConformance(FamilyModel<MoondreamConformance> shared) : DecoderOnlyConformance<MoondreamConformance>(shared), IFamilyConformance
{
    static FamilySubject IFamilyConformance.Subject { get; } = new(typeof(MoondreamFamily), "moondream1", Chats) { AnswersWithoutPicture = true };
}
