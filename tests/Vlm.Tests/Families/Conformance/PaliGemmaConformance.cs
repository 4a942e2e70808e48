using Vlm.Families.PaliGemma;

namespace Vlm.Tests.Families.Conformance;

public sealed class PaliGemmaConformance(FamilyModel<PaliGemmaConformance> shared) : DecoderOnlyConformance<PaliGemmaConformance>(shared), IFamilyConformance
{
    static FamilySubject IFamilyConformance.Subject { get; } = new(typeof(PaliGemmaFamily), "paligemma", Writes);
}
