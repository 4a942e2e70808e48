namespace Vlm.Evaluation;

/// <summary>The kinds of scores that are explained.</summary>
public enum ExplanationKind
{
    /// <summary>A caption's log-probability.</summary>
    Caption,

    /// <summary>An answer's probability.</summary>
    Answer,

    /// <summary>The cosine of a picture and a text.</summary>
    Similarity,

    /// <summary>The logit of one of the image encoder's own classes.</summary>
    Class,
}
