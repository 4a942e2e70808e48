namespace Vlm.Composition.Generative.EncoderDecoder;

/// <summary>The encoder reads a question; the decoder begins the answer with its start id.</summary>
/// <param name="tokenizer">The folder's.</param>
/// <param name="startId">What every answer begins with.</param>
/// <param name="positions">The greatest number of ids of a question; null where nothing limits it.</param>
internal sealed class QuestionForm(ITokenizer tokenizer, int startId, int? positions) : IEncoderDecoderForm
{
    private readonly int _greatestLength = Math.Min(positions ?? int.MaxValue, tokenizer.MaxLength ?? int.MaxValue);

    public ModelCapabilities Capabilities => ModelCapabilities.Answer;

    public EncoderDecoderPrompt Write(string text, PromptTask task, PictureSize? picture) => new()
    {
        DecoderIds = [startId],
        EncoderIds = TokenRows.Ids(tokenizer, text, addSpecialTokens: true, _greatestLength, out bool truncated),
        Truncated = truncated,
    };

    public ReadText Read(EncoderDecoderPrompt prompt, IReadOnlyList<int> ids, PictureSize picture) => new(tokenizer.Decode([.. ids]));

    public ReadOnlySpan<int> Lead(EncoderDecoderPrompt prompt) => [];
}
