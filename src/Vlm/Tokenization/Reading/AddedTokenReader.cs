using Vlm.Folders;

namespace Vlm.Tokenization;

/// <summary>Reads added_tokens, then those that the folder's other files add, as Python's tokenizer classes do.</summary>
internal static class AddedTokenReader
{
    public static IReadOnlyList<AddedToken> Read(JsonPart? part, Vocabulary vocabulary, TokenizerConfig config)
    {
        AddedTokenList tokens = new(vocabulary);
        foreach (JsonPart item in part?.Items() ?? [])
        {
            tokens.Add(new SpecialTokenEntry
            {
                Content = item.Require("content").Text(),
                SingleWord = item.Flag("single_word", false),
                StripLeft = item.Flag("lstrip", false),
                StripRight = item.Flag("rstrip", false),
                Normalized = item.Flag("normalized", false),
                Special = item.Flag("special", false),
            });
        }

        SpecialTokenEntry[] special = [.. SpecialTokens.All(config)];
        HashSet<string> contents = [.. special.Select(token => token.Content)];
        foreach (SpecialTokenEntry token in config.AddedTokens)
        {
            tokens.Add(token with { Special = (token.Special ?? false) || contents.Contains(token.Content) });
        }

        foreach (SpecialTokenEntry token in special.Where(token => !tokens.Contains(token.Content)))
        {
            tokens.Add(token with { Special = true });
        }

        return tokens.Tokens;
    }
}
