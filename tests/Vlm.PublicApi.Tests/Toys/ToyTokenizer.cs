namespace Vlm.PublicApi.Tests.Toys;

/// <summary>Whole words of a table of nine; a text begins with [CLS] and is cut after eight tokens.</summary>
public sealed class ToyTokenizer : ITokenizer
{
    private static readonly string[] Words = ["[PAD]", "[UNK]", "[CLS]", "what", "colour", "is", "red", "green", "blue"];
    private static readonly char[] Separators = [' ', '?', '.'];

    public int VocabularySize => Words.Length;

    public int? MaxLength => 8;

    public TokenIds Encode(IReadOnlyList<string> texts, TokenizerOptions? options = null)
    {
        int[][] all = [.. texts.Select(text => (int[])[2, .. text.Split(Separators, StringSplitOptions.RemoveEmptyEntries).Select(word => TokenToId(word) ?? 1)])];
        int most = options?.MaxLength ?? MaxLength!.Value, length = Math.Min(most, all.Max(ids => ids.Length));
        TensorBuffer<long> ids = TensorBuffer.Rent<long>(texts.Count, length), mask = TensorBuffer.Rent<long>(texts.Count, length), types = TensorBuffer.Rent<long>(texts.Count, length);
        types.Span.Clear();
        for (int i = 0; i < texts.Count; i++)
        {
            for (int t = 0; t < length; t++)
            {
                ids.Row(i)[t] = t < all[i].Length ? all[i][t] : 0;
                mask.Row(i)[t] = t < all[i].Length ? 1 : 0;
            }
        }

        return new TokenIds(ids, mask, types, [.. all.Select(tokens => tokens.Length > length)]);
    }

    public string Decode(ReadOnlySpan<int> ids, bool skipSpecialTokens = true) =>
        string.Join(' ', ids.ToArray().Where(id => !skipSpecialTokens || id > 2).Select(id => Words[id]));

    public int? TokenToId(string token) => Array.IndexOf(Words, token) is >= 0 and int id ? id : null;

    public string? IdToToken(int id) => id >= 0 && id < Words.Length ? Words[id] : null;
}
