namespace Vlm.Evaluation;

/// <summary>Which matches METEOR looks for. Paraphrases are added by giving a table.</summary>
public enum MeteorModules
{
    /// <summary>Equal words.</summary>
    Exact,

    /// <summary>Equal words and equal stems.</summary>
    ExactStem,

    /// <summary>Equal words, equal stems, and words that share a synonym set of WordNet.</summary>
    ExactStemSynonym,
}
