using Vlm.Families.Florence2;

namespace Vlm.Tests.Families.Conformance;

public sealed class Florence2Conformance(FamilyModel<Florence2Conformance> shared) : EncoderDecoderConformance<Florence2Conformance>(shared), IFamilyConformance
{
    static FamilySubject IFamilyConformance.Subject { get; } = new(typeof(Florence2Family), "florence2", ModelCapabilities.Caption | ModelCapabilities.Answer | ModelCapabilities.Stream | ModelCapabilities.Detect);
}
