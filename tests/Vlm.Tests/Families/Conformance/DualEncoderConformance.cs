using Vlm.Tests.Families.DualEncoders;
using Vlm.Tests.Goldens;

namespace Vlm.Tests.Families.Conformance;

/// <summary>The suite for a dual encoder.</summary>
public abstract class DualEncoderConformance<TSelf>(FamilyModel<TSelf> shared) : FamilyConformance<TSelf>(shared)
    where TSelf : DualEncoderConformance<TSelf>, IFamilyConformance
{
    private const double Tolerance = 1e-4;

    protected override async Task CompareGoldenAsync()
    {
        DualEncoderGolden golden = new(Subject.Name!);
        if (!Model.Info.Can(ModelCapabilities.Score))
        {
            IReadOnlyList<Embedding> images = await Model.EmbedImagesAsync(golden.Pictures, new EmbeddingOptions { Normalize = false }, Cancel);
            Closeness.Within(golden.Tensors.Floats("split.image_embeds"), [.. images.SelectMany(image => image.Vector.ToArray())], Tolerance);
            return;
        }

        IReadOnlyList<IReadOnlyList<ImageTextScore>> scores = await Model.ScoreAsync(golden.Pictures, golden.Texts, null, Cancel);
        Closeness.Within(golden.Tensors.Floats("logits_per_image"), [.. scores.SelectMany(row => row).Select(score => score.Logit!.Value)], Tolerance);
    }
}
