namespace Vlm.Tokenization;

/// <summary>Regular expressions that many tokenizers share, as plain code: many times as fast, and nothing to compile.</summary>
internal static class KnownExpressions
{
    public const string WhiteSpace = @"\s+";
    public const string Clip = @"<\|startoftext\|>|<\|endoftext\|>|'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+";
    public const string ClipWithoutSpecials = @"'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+";
    public const string Gpt2 = @"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+";
    public const string Llama3 = @"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+";
    public const string Qwen2 = @"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+";
    private static readonly string[] ClipSpecials = ["<|startoftext|>", "<|endoftext|>"];
    private static readonly Dictionary<string, MatchLength> Known = new(StringComparer.Ordinal)
    {
        [WhiteSpace] = text => CharacterRun.Length(text, CharacterClasses.WhiteSpace),
        [Clip] = text => text[0] == '<' && Special(text, ClipSpecials) is > 0 and int length ? length : ClipWord(text),
        [ClipWithoutSpecials] = ClipWord,
        [Gpt2] = Gpt2Words.Next,
        [Llama3] = text => LetterNumberWords.Next(text, mostDigits: 3),
        [Qwen2] = text => LetterNumberWords.Next(text, mostDigits: 1),
    };

    /// <summary>How many code units match at the very beginning of a text that is not empty; 0 for none.</summary>
    public delegate int MatchLength(ReadOnlySpan<char> text);

    /// <summary>Null where the expression is not known.</summary>
    public static MatchLength? Find(string expression) => Known.GetValueOrDefault(expression);

    private static int Special(ReadOnlySpan<char> text, string[] specials)
    {
        foreach (string special in specials)
        {
            if (text.StartsWith(special, StringComparison.Ordinal))
            {
                return special.Length;
            }
        }

        return 0;
    }

    private static int ClipWord(ReadOnlySpan<char> text)
    {
        if (text[0] == '\'' && Special(text, Gpt2Words.Contractions) is > 0 and int contraction)
        {
            return contraction;
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
