namespace Vlm.Composition.Generative.EncoderDecoder;

/// <summary>A captioner that goes on from the words of the prompt, if there are any: the text begins with them.</summary>
/// <param name="tokenizer">The folder's.</param>
/// <param name="startId">What every text begins with.</param>
internal sealed class ContinuationForm(ITokenizer tokenizer, int startId) : IEncoderDecoderForm
{
    public ModelCapabilities Capabilities => ModelCapabilities.Caption;

    public EncoderDecoderPrompt Write(string text, PromptTask task, PictureSize? picture) =>
        new() { DecoderIds = text.Length == 0 ? [startId] : [startId, .. TokenRows.Ids(tokenizer, text, addSpecialTokens: false)] };

    public ReadText Read(EncoderDecoderPrompt prompt, IReadOnlyList<int> ids, PictureSize picture) =>
        new(tokenizer.Decode([.. Lead(prompt), .. ids]));

    public ReadOnlySpan<int> Lead(EncoderDecoderPrompt prompt) => prompt.DecoderIds.AsSpan(1);
}
