namespace Vlm;

/// <summary>How a conversation is held.</summary>
public sealed class ConversationOptions
{
    /// <summary>What the model is told before the first question, as the system's message; null for nothing. Some families' templates have no place for it and refuse it.</summary>
    public string? SystemPrompt { get; set; }

    /// <summary>How answers are generated where a question does not say; null for the model's own defaults.</summary>
    public GenerationOptions? Generation { get; set; }
}
