namespace Vlm.Evaluation;

/// <summary>Which copy of the VQA evaluation is followed; they differ in what is normalised. A figure has to name it.</summary>
public enum VqaAccuracyVariant
{
    /// <summary>
    /// As the evaluation carried by LAVIS runs: the prediction is normalised, people's answers only as to punctuation, and
    /// only if they are not all the same. An answer in capitals can then never match.
    /// </summary>
    Lavis,

    /// <summary>Both sides are normalised unless people's answers are all the same; then both are compared as they are.</summary>
    Master,

    /// <summary>Both sides are always normalised, as evaluators of TextVQA's kind do.</summary>
    Both,
}
