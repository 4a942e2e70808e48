using Vlm.Composition.Generative.DecoderOnly;
using Vlm.Folders;

namespace Vlm.Families.Gemma3;

/// <summary>Gemma 3: a picture stands between two tokens of its own, on lines of its own; positions begin at 1.</summary>
internal sealed class Gemma3Family : IModelFamily
{
    public string Name => "Gemma 3";

    public bool Matches(ModelFolder folder) => folder.Config?.ModelType is "gemma3";

    public IVisionLanguageModel Load(ModelFolder folder, VlmOptions options) => DecoderOnlyFolder.Load(folder, options, opened =>
    {
        string begin = opened.TokenOf("boi_token_index", "<start_of_image>"), end = opened.TokenOf("eoi_token_index", "<end_of_image>");
        return new ChatForm(opened.Template, begin, picture => $"\n\n{begin}{ImageTokens.Repeat(opened.ImageToken, picture.Rows)}{end}\n\n");
    }, new DecoderOnlyTraits { FirstPosition = 1 });
}
