namespace Vlm.Tokenization;

/// <summary>What becomes of the matches that cut a text; named as in tokenizer.json.</summary>
internal enum SplitBehavior
{
    Removed,
    Isolated,
    MergedWithPrevious,
    MergedWithNext,
    Contiguous,
}
