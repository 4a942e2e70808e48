namespace Vlm.Tokenization;

/// <summary>A part of a regular expression on its way to .NET.</summary>
/// <param name="Syntax">Operators, taken as they are; empty for a set.</param>
/// <param name="Set">One code point out of these; null for syntax.</param>
internal readonly record struct ExpressionPart(string Syntax, CodePointSet? Set);
