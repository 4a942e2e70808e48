using Vlm.Families.Owl;

namespace Vlm.Tests.Families.Conformance;

public sealed class OwlVitConformance(FamilyModel<OwlVitConformance> shared) : DetectorConformance<OwlVitConformance>(shared), IFamilyConformance
{
    static FamilySubject IFamilyConformance.Subject { get; } = new(typeof(OwlFamily), "owlvit", ModelCapabilities.Detect);
}
