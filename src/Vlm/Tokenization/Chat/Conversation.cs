using System.Text.Json;

namespace Vlm.Tokenization.Chat;

/// <summary>What transformers 5 does around a template: it tidies the messages before, and cuts the text after where the last message goes on.</summary>
internal static class Conversation
{
    private const string Content = "content";

    // Appended to the last message and looked for in the text, as the reference does.
    private const string EndMark = "CONTINUE_FINAL_MESSAGE_TAG ";

    public static RenderedChat Render(TemplateSource source, IReadOnlyList<ChatMessage> messages, ChatTemplateOptions options, IReadOnlyDictionary<string, string> specialTokens)
    {
        if (options is { ContinueFinalMessage: true, AddGenerationPrompt: true })
        {
            throw new InvalidInputException("ContinueFinalMessage and AddGenerationPrompt are both set; a text ends either inside the last message or where the next begins.");
        }

        object?[] values = [.. messages.Select(message => Tidied(JsonValues.Object(message.Json, "a message")))];
        string? final = options.ContinueFinalMessage ? MarkEnd(values) : null;
        Dictionary<string, object?> variables = specialTokens.ToDictionary(token => token.Key, token => (object?)token.Value);
        if (options.Variables is { } more)
        {
            DictValue given = JsonValues.Object(more, "ChatTemplateOptions.Variables");
            for (int i = 0; i < given.Count; i++)
            {
                variables[(string)given.Keys[i]!] = given.Values[i];
            }
        }

        variables["messages"] = new ListValue(values);
        variables["tools"] = options.Tools is { } tools ? JsonValues.Array(tools, "ChatTemplateOptions.Tools") : null;
        variables["documents"] = options.Documents is { } documents ? JsonValues.Array(documents, "ChatTemplateOptions.Documents") : null;
        variables["add_generation_prompt"] = Boxed.Of(options.AddGenerationPrompt);
        Rendering rendering = source.Render(variables, options.Now ?? DateTimeOffset.Now);
        string text = rendering.RootOutput.ToString();
        text = final is null ? text : Cut(text, final, source);
        return new RenderedChat(text, [.. rendering.GenerationSpans.Select(span => new TokenOffset(Math.Min(span.Start, text.Length), Math.Min(span.End, text.Length)))]);
    }

    /// <summary>Keys without a value go, and what other programs call reasoning or thinking is also there under its usual name.</summary>
    private static DictValue Tidied(DictValue message)
    {
        const string reasoning = "reasoning_content";
        List<KeyValuePair<object?, object?>> pairs = [.. message.Keys.Zip(message.Values, KeyValuePair.Create).Where(pair => pair.Value is not null)];
        if (pairs.TrueForAll(pair => pair.Key is not reasoning))
        {
            KeyValuePair<object?, object?>[] found = [.. pairs.Where(pair => pair.Key is "reasoning").Concat(pairs.Where(pair => pair.Key is "thinking"))];
            if (found.Length > 0)
            {
                pairs.Add(KeyValuePair.Create((object?)reasoning, found[0].Value));
            }
        }

        return pairs.Count == message.Count ? message : DictValue.Of(pairs);
    }

    /// <summary>Puts the mark behind the last text of the last message and gives that text.</summary>
    private static string MarkEnd(object?[] messages)
    {
        if (messages.LastOrDefault() is not DictValue last || !last.TryGet(Content, out object? content))
        {
            throw new InvalidInputException("ContinueFinalMessage is set, but the last message has no content to go on with.");
        }

        if (content is string text)
        {
            messages[^1] = With(last, Content, text + EndMark);
            return text;
        }

        object?[] parts = content is ListValue list ? [.. list.Items] : [];
        int at = Array.FindLastIndex(parts, part => part is DictValue dict && dict.TryGet("text", out object? value) && value is string);
        if (at < 0)
        {
            throw new InvalidInputException("ContinueFinalMessage is set, but the last message has no text to go on with.");
        }

        DictValue part = (DictValue)parts[at]!;
        part.TryGet("text", out object? final);
        parts[at] = With(part, "text", (string)final! + EndMark);
        messages[^1] = With(last, Content, new ListValue(parts));
        return (string)final!;
    }

    private static DictValue With(DictValue dict, string key, object? value) =>
        DictValue.Of([.. dict.Keys.Zip(dict.Values, KeyValuePair.Create), KeyValuePair.Create((object?)key, value)]);

    private static string Cut(string text, string final, TemplateSource source)
    {
        string mark = EndMark.TrimEnd();
        int at = text.LastIndexOf(mark, StringComparison.Ordinal);
        string stripped = final.Substring(TextEdges.Start(final), TextEdges.Length(final));
        if (at < 0 || !text.Contains(stripped, StringComparison.Ordinal))
        {
            throw new ChatTemplateException(ChatTemplateFailure.Evaluation, source.Name, 1, 1,
                "ContinueFinalMessage is set, but the text of the last message does not appear in the chat; the template leaves it out or changes it.");
        }

        bool kept = string.CompareOrdinal(text, at, EndMark, 0, EndMark.Length) == 0;
        return kept ? text[..at] : text[..PythonText.TrimmedEnd(text.AsSpan(0, at))];
    }
}
