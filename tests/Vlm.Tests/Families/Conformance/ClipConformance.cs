using Vlm.Families.Clip;

namespace Vlm.Tests.Families.Conformance;

public sealed class ClipConformance(FamilyModel<ClipConformance> shared) : DualEncoderConformance<ClipConformance>(shared), IFamilyConformance
{
    static FamilySubject IFamilyConformance.Subject { get; } = new(typeof(ClipFamily), "clip", ModelCapabilities.EmbedImages | ModelCapabilities.EmbedTexts | ModelCapabilities.Score);
}
