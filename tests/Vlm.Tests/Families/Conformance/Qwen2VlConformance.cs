using Vlm.Families.QwenVl;

namespace Vlm.Tests.Families.Conformance;

public sealed class Qwen2VlConformance(FamilyModel<Qwen2VlConformance> shared) : DecoderOnlyConformance<Qwen2VlConformance>(shared), IFamilyConformance
{
    static FamilySubject IFamilyConformance.Subject { get; } = new(typeof(QwenVlFamily), "qwen2_vl", Chats) { AnswersWithoutPicture = true };
}
