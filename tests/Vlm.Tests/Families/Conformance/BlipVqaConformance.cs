using Vlm.Families.Blip;

namespace Vlm.Tests.Families.Conformance;

public sealed class BlipVqaConformance(FamilyModel<BlipVqaConformance> shared) : EncoderDecoderConformance<BlipVqaConformance>(shared), IFamilyConformance
{
    static FamilySubject IFamilyConformance.Subject { get; } = new(typeof(BlipFamily), "blip-vqa", ModelCapabilities.Answer | ModelCapabilities.Stream);
}
