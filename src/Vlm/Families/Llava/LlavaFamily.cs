using Vlm.Composition.Generative.DecoderOnly;
using Vlm.Folders;

namespace Vlm.Families.Llava;

/// <summary>LLaVA 1.5 and what is built like it: one frame a picture, an image token for each of its rows.</summary>
internal sealed class LlavaFamily : IModelFamily
{
    public string Name => "LLaVA";

    public bool Matches(ModelFolder folder) => folder.Config?.ModelType is "llava";

    public IVisionLanguageModel Load(ModelFolder folder, VlmOptions options) => DecoderOnlyFolder.Load(
        folder, options, opened => new ChatForm(opened.Template, opened.ImageToken, picture => ImageTokens.Repeat(opened.ImageToken, picture.Rows)));
}
