namespace Vlm.Tokenization;

/// <summary>A token of a piece, or a symbol on its way to one.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Start">Where it begins in the piece.</param>
/// <param name="Length">How many code units of the piece it covers.</param>
internal readonly record struct WordToken(int Id, int Start, int Length);
