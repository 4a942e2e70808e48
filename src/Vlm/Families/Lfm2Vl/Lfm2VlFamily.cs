using Vlm.Composition.Generative.DecoderOnly;
using Vlm.Folders;

namespace Vlm.Families.Lfm2Vl;

/// <summary>LFM2-VL: tiles of patches, and a decoder whose convolutions keep a state of fixed size beside keys and values.</summary>
internal sealed class Lfm2VlFamily : IModelFamily
{
    private const int UsualDownsample = 2;

    public string Name => "LFM2-VL";

    public bool Matches(ModelFolder folder) => folder.Config?.ModelType is "lfm2_vl";

    public IVisionLanguageModel Load(ModelFolder folder, VlmOptions options) => DecoderOnlyFolder.Load(folder, options, opened =>
    {
        int downsample = opened.Config.Int("downsample_factor") ?? UsualDownsample;
        return new ChatForm(opened.Template, opened.ImageToken, picture => TileText.Of(picture, opened.ImageToken, downsample));
    });
}
