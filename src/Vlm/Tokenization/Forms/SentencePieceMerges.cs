namespace Vlm.Tokenization;

/// <summary>The merges that a SentencePiece BPE model implies: every way to make a piece of two others, best score first.</summary>
internal static class SentencePieceMerges
{
    private const int LongestPiece = 128;

    /// <exception cref="FormatException">A piece is too long to be a merge's.</exception>
    public static IReadOnlyList<(string Left, string Right)> Of(IReadOnlyList<(string Piece, float Score, int Type)> pieces)
    {
        Dictionary<string, int> ids = new(pieces.Count, StringComparer.Ordinal);
        for (int i = 0; i < pieces.Count; i++)
        {
            ids[pieces[i].Piece] = i;
        }

        List<(string Left, string Right, float Score)> merges = [];
        foreach ((string piece, int id) in ids.OrderBy(entry => entry.Value))
        {
            if (piece.Length > LongestPiece)
            {
                throw new FormatException($"piece {id} has {piece.Length} characters, more than the {LongestPiece} of a merge");
            }

            List<(string Left, string Right, float Score)> ways = [];
            for (int cut = 1; cut < piece.Length; cut++)
            {
                if (!char.IsLowSurrogate(piece[cut]) && ids.ContainsKey(piece[..cut]) && ids.ContainsKey(piece[cut..]))
                {
                    ways.Add((piece[..cut], piece[cut..], pieces[id].Score));
                }
            }

            merges.AddRange(ways.OrderBy(way => ids[way.Left]).ThenBy(way => ids[way.Right]));
        }

        // Stable, as Python's sort is, backwards too.
        return [.. merges.OrderByDescending(m => m.Score).ThenByDescending(m => Length(m.Left)).ThenByDescending(m => Length(m.Right)).Select(m => (m.Left, m.Right))];
    }

    // Python counts code points.
    private static int Length(string text) => text.Length - text.Count(char.IsLowSurrogate);
}
