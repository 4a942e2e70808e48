using Vlm.Families.Blip;

namespace Vlm.Tests.Families.Conformance;

public sealed class BlipConformance(FamilyModel<BlipConformance> shared) : EncoderDecoderConformance<BlipConformance>(shared), IFamilyConformance
{
    static FamilySubject IFamilyConformance.Subject { get; } = new(typeof(BlipFamily), "blip", ModelCapabilities.Caption | ModelCapabilities.Stream);
}
