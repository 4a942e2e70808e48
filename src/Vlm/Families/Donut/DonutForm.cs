using System.Text.Json;
using Vlm.Composition;
using Vlm.Composition.Generative;
using Vlm.Composition.Generative.EncoderDecoder;
using Vlm.Heads.Tagged;

namespace Vlm.Families.Donut;

/// <summary>
/// Task prompts such as <c>&lt;s_cord-v2&gt;</c> stand in the place of the start id; a question becomes
/// <c>&lt;s_docvqa&gt;&lt;s_question&gt;…&lt;/s_question&gt;&lt;s_answer&gt;</c>. The text, prompt included, is read as fields.
/// </summary>
internal sealed class DonutForm : IEncoderDecoderForm
{
    private const string Task = "<s_docvqa>", Question = "<s_question>", QuestionEnd = "</s_question>", Answer = "<s_answer>", AnswerEnd = "</s_answer>";
    private const string TagStart = "<s_";

    private readonly ITokenizer _tokenizer;
    private readonly TaggedText _fields;
    private readonly int _startId;
    private readonly HashSet<int> _silent;

    /// <param name="tokenizer">The folder's.</param>
    /// <param name="startId">What a text without a task prompt begins with.</param>
    /// <param name="silent">The ids of the end and of padding, which are no part of the text.</param>
    public DonutForm(ITokenizer tokenizer, int startId, IReadOnlyList<int> silent)
    {
        _tokenizer = tokenizer;
        _fields = new TaggedText(token => tokenizer.TokenToId(token) is not null);
        _startId = startId;
        _silent = [.. silent];
        bool answers = Array.TrueForAll([Task, Question, QuestionEnd, Answer], token => tokenizer.TokenToId(token) is not null);
        Capabilities = ModelCapabilities.Caption | (answers ? ModelCapabilities.Answer : 0);
    }

    public ModelCapabilities Capabilities { get; }

    public EncoderDecoderPrompt Write(string text, PromptTask task, PictureSize? picture)
    {
        CheckTask(text);
        string prompt = task == PromptTask.Question && !text.StartsWith(TagStart, StringComparison.Ordinal) ? $"{Task}{Question}{text}{QuestionEnd}{Answer}" : text;
        return new EncoderDecoderPrompt
        {
            DecoderIds = prompt.Length == 0 ? [_startId] : TokenRows.Ids(_tokenizer, prompt, addSpecialTokens: false),
            Task = prompt.EndsWith(Answer, StringComparison.Ordinal) ? Answer : "",
        };
    }

    public ReadText Read(EncoderDecoderPrompt prompt, IReadOnlyList<int> ids, PictureSize picture)
    {
        string whole = WithoutFirstTag(Decode([.. prompt.DecoderIds, .. ids]));
        string text = prompt.Task == Answer ? AnswerOf(Decode(ids)) : Decode(ids).Trim();
        return new ReadText(text, [], JsonElement.Parse(_fields.Read(whole).ToJsonString()));
    }

    public ReadOnlySpan<int> Lead(EncoderDecoderPrompt prompt) => [];

    private string Decode(IEnumerable<int> ids) => _tokenizer.Decode([.. ids.Where(id => !_silent.Contains(id))], skipSpecialTokens: false);

    private static string AnswerOf(string text) => text.Split(AnswerEnd, 2)[0].Trim();

    private static string WithoutFirstTag(string text)
    {
        int start = text.IndexOf('<', StringComparison.Ordinal), end = start < 0 ? -1 : text.IndexOf('>', start);
        return (end < 0 ? text : text.Remove(start, end + 1 - start)).Trim();
    }

    private void CheckTask(string text)
    {
        int end = text.StartsWith(TagStart, StringComparison.Ordinal) ? text.IndexOf('>', StringComparison.Ordinal) : -1;
        if (end > 0 && _tokenizer.TokenToId(text[..(end + 1)]) is null)
        {
            throw new InvalidInputException(
                $"The task prompt begins with {text[..(end + 1)]}, which this model was not trained with. It knows {string.Join(", ", _tokenizer.SpecialTokens.Keys.Where(token => token.StartsWith(TagStart, StringComparison.Ordinal)).Order(StringComparer.Ordinal))}.");
        }
    }
}
