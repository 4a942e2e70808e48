namespace Vlm.Evaluation;

/// <summary>How sacreBLEU divides a line into words. A score has to name it: scores of different ones are not comparable.</summary>
public enum SacreBleuTokenization
{
    /// <summary>The tokenizer of mteval-v13a, sacreBLEU's default: marks are set apart, dots and commas not inside numbers.</summary>
    Mteval13a,

    /// <summary>The international tokenizer of mteval-v14: every mark and symbol of Unicode is set apart, marks not inside numbers.</summary>
    International,

    /// <summary>Every character is a word.</summary>
    Characters,

    /// <summary>Words are what white space divides.</summary>
    None,
}
