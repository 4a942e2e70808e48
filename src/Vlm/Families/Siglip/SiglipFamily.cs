using Vlm.Composition.DualEncoders;
using Vlm.Folders;

namespace Vlm.Families.Siglip;

/// <summary>SigLIP, and SigLIP 2 of fixed resolution, which declares itself as it. Each pair has a probability of its own.</summary>
internal sealed class SiglipFamily : IModelFamily
{
    private static readonly DualEncoderTraits Traits = new(ScoreNormalization.Sigmoid, null, PadsToMaxLength: true);

    public string Name => "SigLIP";

    public bool Matches(ModelFolder folder) => folder.Config?.ModelType is "siglip";

    public IVisionLanguageModel Load(ModelFolder folder, VlmOptions options) => DualEncoderFolder.Load(folder, Traits, options);
}
