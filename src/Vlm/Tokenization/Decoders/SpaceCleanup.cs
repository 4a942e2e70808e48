namespace Vlm.Tokenization;

/// <summary>Takes away the spaces that tokenization leaves before punctuation and English contractions.</summary>
internal static class SpaceCleanup
{
    /// <summary>As the WordPiece decoder does it, token by token.</summary>
    public static string InToken(string text) => Contractions(Punctuation(text).Replace(" do not", " don't", StringComparison.Ordinal));

    /// <summary>As clean_up_tokenization_spaces in tokenizer_config.json asks for it, on the whole text.</summary>
    public static string InText(string text) => Contractions(Punctuation(text));

    private static string Punctuation(string text) => text
        .Replace(" .", ".", StringComparison.Ordinal)
        .Replace(" ?", "?", StringComparison.Ordinal)
        .Replace(" !", "!", StringComparison.Ordinal)
        .Replace(" ,", ",", StringComparison.Ordinal)
        .Replace(" ' ", "'", StringComparison.Ordinal)
        .Replace(" n't", "n't", StringComparison.Ordinal)
        .Replace(" 'm", "'m", StringComparison.Ordinal);

    private static string Contractions(string text) => text
        .Replace(" 's", "'s", StringComparison.Ordinal)
        .Replace(" 've", "'ve", StringComparison.Ordinal)
        .Replace(" 're", "'re", StringComparison.Ordinal);
}
