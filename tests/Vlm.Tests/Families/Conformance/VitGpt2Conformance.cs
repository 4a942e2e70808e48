using Vlm.Families.VisionEncoderDecoder;

namespace Vlm.Tests.Families.Conformance;

public sealed class VitGpt2Conformance(FamilyModel<VitGpt2Conformance> shared) : EncoderDecoderConformance<VitGpt2Conformance>(shared), IFamilyConformance
{
    static FamilySubject IFamilyConformance.Subject { get; } = new(typeof(VisionEncoderDecoderFamily), "vit-gpt2", ModelCapabilities.Caption | ModelCapabilities.Stream);
}
