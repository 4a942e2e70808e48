namespace Vlm;

/// <summary>Why a chat template could not be read or rendered.</summary>
public enum ChatTemplateFailure
{
    /// <summary>The template is not Jinja, or uses a filter, a test or a tag that does not exist.</summary>
    Syntax,

    /// <summary>The template itself refused the conversation by calling <c>raise_exception</c>.</summary>
    Raised,

    /// <summary>Something undefined was used, such as a key that a message does not have.</summary>
    Undefined,

    /// <summary>The template called something that the sandbox forbids, such as a method that changes a list.</summary>
    Unsafe,

    /// <summary>The template costs more than a template may: steps, depth, length of its texts, time.</summary>
    Limit,

    /// <summary>Anything else that Python would raise: wrong types, a division by zero, a conversation that cannot be continued.</summary>
    Evaluation,
}
