namespace Vlm.Tokenization;

/// <summary>A stretch of text between two cuts: an added token that was found in it, or text for the model.</summary>
/// <param name="Start">Its first code unit in the text under way.</param>
/// <param name="Length">Its code units.</param>
/// <param name="TokenId">The added token; -1 for text.</param>
/// <param name="IsFirst">Whether it came from the very beginning of the original text.</param>
internal readonly record struct Piece(int Start, int Length, int TokenId, bool IsFirst);
