using Vlm.Families.QwenVl;

namespace Vlm.Tests.Families.Conformance;

public sealed class Qwen25VlConformance(FamilyModel<Qwen25VlConformance> shared) : DecoderOnlyConformance<Qwen25VlConformance>(shared), IFamilyConformance
{
    static FamilySubject IFamilyConformance.Subject { get; } = new(typeof(QwenVlFamily), "qwen2_5_vl", Chats) { AnswersWithoutPicture = true };
}
