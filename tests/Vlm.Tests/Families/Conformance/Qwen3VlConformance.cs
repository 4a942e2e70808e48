using Vlm.Families.QwenVl;

namespace Vlm.Tests.Families.Conformance;

public sealed class Qwen3VlConformance(FamilyModel<Qwen3VlConformance> shared) : DecoderOnlyConformance<Qwen3VlConformance>(shared), IFamilyConformance
{
    static FamilySubject IFamilyConformance.Subject { get; } = new(typeof(QwenVlFamily), "qwen3_vl", Chats) { AnswersWithoutPicture = true };
}
