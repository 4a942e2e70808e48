using Vlm.Families.VisionEncoderDecoder;

namespace Vlm.Tests.Families.Conformance;

public sealed class TrOcrConformance(FamilyModel<TrOcrConformance> shared) : EncoderDecoderConformance<TrOcrConformance>(shared), IFamilyConformance
{
    static FamilySubject IFamilyConformance.Subject { get; } = new(typeof(VisionEncoderDecoderFamily), "trocr", ModelCapabilities.Caption | ModelCapabilities.Stream);
}
