using Vlm.Families.Siglip;

namespace Vlm.Tests.Families.Conformance;

public sealed class SiglipConformance(FamilyModel<SiglipConformance> shared) : DualEncoderConformance<SiglipConformance>(shared), IFamilyConformance
{
    static FamilySubject IFamilyConformance.Subject { get; } = new(typeof(SiglipFamily), "siglip", ModelCapabilities.EmbedImages | ModelCapabilities.EmbedTexts | ModelCapabilities.Score);
}
