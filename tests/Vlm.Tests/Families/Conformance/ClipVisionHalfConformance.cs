using Vlm.Families.Clip;

namespace Vlm.Tests.Families.Conformance;

public sealed class ClipVisionHalfConformance(FamilyModel<ClipVisionHalfConformance> shared) : DualEncoderConformance<ClipVisionHalfConformance>(shared), IFamilyConformance
{
    static FamilySubject IFamilyConformance.Subject { get; } = new(typeof(ClipFamily), "clip-external", ModelCapabilities.EmbedImages);
}
