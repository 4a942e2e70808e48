using Vlm.Families.Owl;

namespace Vlm.Tests.Families.Conformance;

public sealed class Owlv2Conformance(FamilyModel<Owlv2Conformance> shared) : DetectorConformance<Owlv2Conformance>(shared), IFamilyConformance
{
    static FamilySubject IFamilyConformance.Subject { get; } = new(typeof(OwlFamily), "owlv2", ModelCapabilities.Detect);
}
