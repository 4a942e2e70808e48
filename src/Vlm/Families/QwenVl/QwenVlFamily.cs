using Vlm.Composition.Generative.DecoderOnly;
using Vlm.Folders;

namespace Vlm.Families.QwenVl;

/// <summary>Qwen2-VL, Qwen2.5-VL and Qwen3-VL: pictures of their own sizes as patches, three position numbers a token, rows for deeper layers.</summary>
internal sealed class QwenVlFamily : IModelFamily
{
    public string Name => "Qwen2-VL, Qwen2.5-VL, Qwen3-VL";

    public bool Matches(ModelFolder folder) => folder.Config?.ModelType is "qwen2_vl" or "qwen2_5_vl" or "qwen3_vl";

    public IVisionLanguageModel Load(ModelFolder folder, VlmOptions options) => DecoderOnlyFolder.Load(
        folder, options, opened => new ChatForm(opened.Template, opened.ImageToken, picture => ImageTokens.Repeat(opened.ImageToken, picture.Rows)));
}
