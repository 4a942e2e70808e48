namespace Vlm.Tokenization;

/// <summary>Which tokens of a call make one row.</summary>
/// <param name="Text">The index of the text or pair.</param>
/// <param name="First">The first token of the first text.</param>
/// <param name="FirstCount">How many tokens of the first text.</param>
/// <param name="Second">The first token of the second text.</param>
/// <param name="SecondCount">How many tokens of the second text.</param>
/// <param name="IsPair">Whether there is a second text.</param>
/// <param name="Truncated">Whether tokens of the texts are missing.</param>
/// <param name="Length">The length with special tokens, without padding.</param>
internal readonly record struct RowPlan(int Text, int First, int FirstCount, int Second, int SecondCount, bool IsPair, bool Truncated, int Length);
