namespace Vlm;

/// <summary>Why a generated text ended.</summary>
public enum FinishReason
{
    /// <summary>The model chose its end token.</summary>
    EndOfText,

    /// <summary>The greatest number of tokens was reached.</summary>
    Length,

    /// <summary>The text came to one of <see cref="GenerationOptions.StopStrings"/>.</summary>
    StopString,

    /// <summary><see cref="GenerationOptions.MaxTime"/> was over.</summary>
    Time,

    /// <summary>The text was chosen from a closed set, not generated.</summary>
    Choice,
}
