namespace Vlm.Evaluation;

/// <summary>What is to be explained of a picture.</summary>
public sealed class ExplanationTarget
{
    private ExplanationTarget(ExplanationKind kind, string? text)
    {
        Kind = kind;
        Text = text;
    }

    /// <summary>The kind.</summary>
    public ExplanationKind Kind { get; }

    /// <summary>The question, the text or the class; null for a caption, and for the likeliest class.</summary>
    public string? Text { get; }

    /// <summary>Why the model's caption.</summary>
    public static ExplanationTarget Caption { get; } = new(ExplanationKind.Caption, null);

    /// <summary>Why the model's answer to a question.</summary>
    /// <param name="question">The question.</param>
    public static ExplanationTarget Question(string question)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(question);
        return new ExplanationTarget(ExplanationKind.Answer, question);
    }

    /// <summary>Why the picture and a text fit as they do.</summary>
    /// <param name="text">The text.</param>
    public static ExplanationTarget Similarity(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        return new ExplanationTarget(ExplanationKind.Similarity, text);
    }

    /// <summary>Why one of the image encoder's own classes.</summary>
    /// <param name="label">The class; null for the likeliest one.</param>
    public static ExplanationTarget Class(string? label = null) => new(ExplanationKind.Class, label);
}
