using Vlm.Preprocessing.Framing;
using Vlm.Preprocessing.Layouts;
using Vlm.Preprocessing.Steps;

namespace Vlm.Preprocessing.Recipes;

/// <summary>What an image processor is made of: steps on the whole picture, the frames that it becomes, and how they lie in the tensor.</summary>
internal sealed record ProcessorParts(IFraming Framing, ITensorLayout Layout)
{
    public IReadOnlyList<IPictureStep> Steps { get; init; } = [];

    /// <summary>
    /// Whether frames follow from the full sides of the picture alone, whatever the scale at which it was decoded: no step changes
    /// its shape, no frame is cut out of its pixels.
    /// </summary>
    public bool PlansByFullSides => !Framing.CutsRegions && Steps.All(step => step.KeepsSides);

    /// <summary>Whether transparency is kept until the last resize is done; otherwise it is laid on white before the first step.</summary>
    public bool KeepsAlpha { get; init; }
}
