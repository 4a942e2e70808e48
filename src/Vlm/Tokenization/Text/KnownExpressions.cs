namespace Vlm.Tokenization;

/// <summary>Regular expressions that many tokenizers share, as plain code: many times as fast, and nothing to compile.</summary>
internal static class KnownExpressions
{
    private static readonly Dictionary<string, MatchLength> Known = new(StringComparer.Ordinal)
    {
        [@"\s+"] = text => CharacterRun.Length(text, CharacterClasses.WhiteSpace),
        [@"<\|startoftext\|>|<\|endoftext\|>|'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+"] = ClipWord,
    };

    private static readonly string[] ClipSpecials = ["<|startoftext|>", "<|endoftext|>", "'s", "'t", "'re", "'ve", "'m", "'ll", "'d"];

    /// <summary>How many code units match at the very beginning of a text that is not empty; 0 for none.</summary>
    public delegate int MatchLength(ReadOnlySpan<char> text);

    /// <summary>Null where the expression is not known.</summary>
    public static MatchLength? Find(string expression) => Known.GetValueOrDefault(expression);

    private static int ClipWord(ReadOnlySpan<char> text)
    {
        if (text[0] is '<' or '\'')
        {
            foreach (string special in ClipSpecials)
            {
                if (text.StartsWith(special, StringComparison.Ordinal))
                {
                    return special.Length;
                }
            }
        }

        CharacterClasses first = CharacterRun.KindAt(text, 0, out int units);
        return first switch
        {
            CharacterClasses.Number => units,
            CharacterClasses.WhiteSpace => 0,
            _ => CharacterRun.Length(text, first),
        };
    }
}
