namespace Vlm;

/// <summary>Why a generated text ended.</summary>
public enum FinishReason
{
    /// <summary>The model chose its end token.</summary>
    EndOfText,

    /// <summary>The greatest number of tokens was reached.</summary>
    Length,
}
