namespace Vlm;

/// <summary>How pictures and words are joined before an answer is chosen.</summary>
public enum FusionKind
{
    /// <summary>The mean of the picture's rows beside the mean of the words.</summary>
    Concatenation,

    /// <summary>The words look at the rows of the picture.</summary>
    CrossAttention,

    /// <summary>Two verdicts, one from the picture alone and one from the words alone, are weighed.</summary>
    Late,
}
