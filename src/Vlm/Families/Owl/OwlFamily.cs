using Vlm.Composition.Detection;
using Vlm.Folders;

namespace Vlm.Families.Owl;

/// <summary>OWL-ViT and OWLv2: regions by words. OWLv2 pads pictures to a square, of which its boxes are fractions.</summary>
internal sealed class OwlFamily : IModelFamily
{
    // Of transformers' post-processing and of its zero-shot-object-detection pipeline.
    private const float Threshold = 0.1f;

    public string Name => "OWL-ViT, OWLv2";

    public bool Matches(ModelFolder folder) => folder.Config?.ModelType is "owlvit" or "owlv2";

    public IVisionLanguageModel Load(ModelFolder folder, VlmOptions options) =>
        QueryDetectionFolder.Load(folder, options, Threshold, padded: folder.Config?.ModelType is "owlv2");
}
