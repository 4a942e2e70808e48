namespace Vlm.Evaluation;

/// <summary>What raters are asked.</summary>
public enum RatingMode
{
    /// <summary>One candidate at a time, a grade for each criterion.</summary>
    Grades,

    /// <summary>Two candidates side by side: which is better, or neither.</summary>
    Choice,
}
