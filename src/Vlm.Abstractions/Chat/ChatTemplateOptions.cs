using System.Text.Json;

namespace Vlm;

/// <summary>What a chat template sees beside the messages. The names are those of Hugging Face's <c>apply_chat_template</c>.</summary>
public sealed class ChatTemplateOptions
{
    /// <summary>Tools as JSON schemas: a JSON array; null for none.</summary>
    public JsonElement? Tools { get; init; }

    /// <summary>Documents to answer from: a JSON array of objects; null for none.</summary>
    public JsonElement? Documents { get; init; }

    /// <summary>More variables, such as <c>enable_thinking</c>: a JSON object; null for none. They go before special tokens of the same name.</summary>
    public JsonElement? Variables { get; init; }

    /// <summary>Special tokens by name (<c>bos_token</c>, …) that take the place of the folder's; null for the folder's.</summary>
    public IReadOnlyDictionary<string, string>? SpecialTokens { get; init; }

    /// <summary>Whether the text ends with the words that begin an answer. Default false, as in Hugging Face's; set it before generating.</summary>
    public bool AddGenerationPrompt { get; init; }

    /// <summary>Whether the text ends inside the last message, so that a model goes on with it. Default false.</summary>
    public bool ContinueFinalMessage { get; init; }

    /// <summary>The clock that <c>strftime_now</c> sees; null for now.</summary>
    public DateTimeOffset? Now { get; init; }
}
