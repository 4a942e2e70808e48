namespace Vlm.Tokenization.Chat;

/// <summary>What goes wrong inside a template, before its name and place are known. The template's door turns it into a <see cref="ChatTemplateException"/>.</summary>
internal sealed class TemplateFault : Exception
{
    private TemplateFault(ChatTemplateFailure reason, string message, int? position = null)
        : base(message)
    {
        Reason = reason;
        Position = position;
    }

    public ChatTemplateFailure Reason { get; }

    /// <summary>The code unit of the source that it is about; null for the place of the running operation.</summary>
    public int? Position { get; }

    public static TemplateFault Syntax(string message, int position) => new(ChatTemplateFailure.Syntax, message, position);

    public static TemplateFault Raised(string message) => new(ChatTemplateFailure.Raised, message);

    public static TemplateFault Undefined(string message) => new(ChatTemplateFailure.Undefined, message);

    public static TemplateFault Unsafe(string message) => new(ChatTemplateFailure.Unsafe, message);

    public static TemplateFault Limit(string message) => new(ChatTemplateFailure.Limit, message);

    public static TemplateFault Evaluation(string message) => new(ChatTemplateFailure.Evaluation, message);
}
