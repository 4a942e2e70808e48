using Vlm.Composition.Generative.DecoderOnly;
using Vlm.Folders;

namespace Vlm.Families.PaliGemma;

/// <summary>PaliGemma: tasks instead of a chat; the prompt is seen in both directions, so that it is read in one piece; positions begin at 1.</summary>
internal sealed class PaliGemmaFamily : IModelFamily
{
    public string Name => "PaliGemma";

    public bool Matches(ModelFolder folder) => folder.Config?.ModelType is "paligemma";

    public IVisionLanguageModel Load(ModelFolder folder, VlmOptions options) => DecoderOnlyFolder.Load(
        folder, options, opened => new PaliGemmaForm(opened.ImageToken, opened.TokenOf("bos_token_id", "<bos>")),
        new DecoderOnlyTraits { FirstPosition = 1, ReadsPromptWhole = true });
}
