namespace Vlm;

/// <summary>A chat template could not be read, or not be rendered for a conversation. The message names template, line and column.</summary>
public sealed class ChatTemplateException : VlmException
{
    /// <summary>Creates the error.</summary>
    /// <param name="reason">The kind of failure.</param>
    /// <param name="template">The template's file or name.</param>
    /// <param name="line">The line in the template, from 1.</param>
    /// <param name="column">The column in UTF-16 code units, from 1.</param>
    /// <param name="detail">What happened; with <see cref="ChatTemplateFailure.Raised"/> exactly the text that the template gave.</param>
    /// <param name="innerException">The cause, if any.</param>
    public ChatTemplateException(ChatTemplateFailure reason, string template, int line, int column, string detail, Exception? innerException = null)
        : base($"{template}, line {line}, column {column}: {detail}", innerException)
    {
        Reason = reason;
        Template = template;
        Line = line;
        Column = column;
        Detail = detail;
    }

    private ChatTemplateException(ChatTemplateException source, int index)
        : base(source.IndexedMessage(index), source.InnerException)
    {
        Reason = source.Reason;
        Template = source.Template;
        Line = source.Line;
        Column = source.Column;
        Detail = source.Detail;
        Index = index;
    }

    /// <summary>The kind of failure.</summary>
    public ChatTemplateFailure Reason { get; }

    /// <summary>The template's file or name.</summary>
    public string Template { get; }

    /// <summary>The line in the template, from 1.</summary>
    public int Line { get; }

    /// <summary>The column in UTF-16 code units, from 1.</summary>
    public int Column { get; }

    /// <summary>What happened, without the place; with <see cref="ChatTemplateFailure.Raised"/> exactly the text given to <c>raise_exception</c>.</summary>
    public string Detail { get; }

    /// <inheritdoc/>
    public override VlmException AtIndex(int index) => new ChatTemplateException(this, index);
}
