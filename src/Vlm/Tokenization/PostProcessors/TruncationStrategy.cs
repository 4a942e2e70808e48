namespace Vlm.Tokenization;

/// <summary>Which text of a pair is cut; named as in tokenizer.json.</summary>
internal enum TruncationStrategy
{
    LongestFirst,
    OnlyFirst,
    OnlySecond,
}
