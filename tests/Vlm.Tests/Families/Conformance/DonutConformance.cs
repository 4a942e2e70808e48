using Vlm.Families.Donut;

namespace Vlm.Tests.Families.Conformance;

public sealed class DonutConformance(FamilyModel<DonutConformance> shared) : EncoderDecoderConformance<DonutConformance>(shared), IFamilyConformance
{
    static FamilySubject IFamilyConformance.Subject { get; } = new(typeof(DonutFamily), "donut", ModelCapabilities.Caption | ModelCapabilities.Answer | ModelCapabilities.Stream);
}
