namespace Vlm.Tokenization;

/// <summary>A part of a regular expression on its way to .NET.</summary>
/// <param name="Syntax">Operators, taken as they are; empty for a set.</param>
/// <param name="Set">One code point out of these; null for syntax.</param>
internal readonly record struct ExpressionPart(string Syntax, CodePointSet? Set)
{
    /// <summary>How often a machine that writes intervals out in full holds the set; 0 for syntax.</summary>
    public long Copies { get; init; } = Set is null ? 0 : 1;
}
