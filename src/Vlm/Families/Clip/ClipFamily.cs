using Vlm.Composition.DualEncoders;
using Vlm.Folders;

namespace Vlm.Families.Clip;

/// <summary>CLIP and what declares itself as it: LAION's, MetaCLIP, MobileCLIP.</summary>
internal sealed class ClipFamily : IModelFamily
{
    // CLIP's scale is held to 100 at most in training, and its models all end there.
    private static readonly DualEncoderTraits Traits = new(ScoreNormalization.Softmax, 100, PadsToMaxLength: false);

    public string Name => "CLIP";

    public bool Matches(ModelFolder folder) => folder.Config?.ModelType is "clip";

    public IVisionLanguageModel Load(ModelFolder folder, VlmOptions options) => DualEncoderFolder.Load(folder, Traits, options);
}
