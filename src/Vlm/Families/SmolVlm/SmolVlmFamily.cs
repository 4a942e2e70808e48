using Vlm.Composition.Generative.DecoderOnly;
using Vlm.Folders;

namespace Vlm.Families.SmolVlm;

/// <summary>SmolVLM, SmolVLM2 and Idefics3: tiles around the whole picture, each with its tag in the prompt.</summary>
internal sealed class SmolVlmFamily : IModelFamily
{
    public string Name => "SmolVLM, Idefics3";

    public bool Matches(ModelFolder folder) => folder.Config?.ModelType is "smolvlm" or "idefics3";

    public IVisionLanguageModel Load(ModelFolder folder, VlmOptions options) => DecoderOnlyFolder.Load(
        folder, options, opened => new ChatForm(opened.Template, opened.ImageToken, picture => TileText.Of(picture, opened.ImageToken)));
}
