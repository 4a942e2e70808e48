using Vlm.Families.Composed;
using Vlm.Tests.Composition;

namespace Vlm.Tests.Families.Conformance;

public sealed class ComposedConformance(FamilyModel<ComposedConformance> shared) : FamilyConformance<ComposedConformance>(shared), IFamilyConformance
{
    static FamilySubject IFamilyConformance.Subject { get; } = new(
        typeof(ComposedFamily), null,
        ModelCapabilities.Caption | ModelCapabilities.Answer | ModelCapabilities.EmbedImages | ModelCapabilities.EmbedTexts
        | ModelCapabilities.Score | ModelCapabilities.Stream | ModelCapabilities.Classify);

    // The sentence that README shows; the heads were trained here, so that there is no other reference.
    protected override async Task CompareGoldenAsync() =>
        Assert.Equal("two people are sitting on a lake", (await Model.CaptionAsync(DefaultModel.Picture("lake.jpg"), cancellationToken: Cancel)).Text);
}
