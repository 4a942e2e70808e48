using System.Text.Json;

namespace Vlm.Tests.Tokenization;

/// <summary>Compares a tokenizer with its golden, everything exactly.</summary>
internal static class GoldenChecks
{
    private static readonly TokenizerOptions Plain = new() { Truncate = false, AddSpecialTokens = false, PadToMaxLength = false };
    private static readonly TokenizerOptions Special = new() { Truncate = false, PadToMaxLength = false };

    private static readonly TokenizerOptions Everything = new() { Truncate = false, PadToMaxLength = false, IncludeOffsets = true, IncludeSpecialTokensMask = true };

    /// <summary>Ids with and without special tokens, decoded texts with and without them, and offsets of every string.</summary>
    public static void Strings(ITokenizer tokenizer, TokenizerGolden golden)
    {
        List<string> wrong = [];
        int count = 0;
        foreach ((string text, JsonElement one) in golden.Strings())
        {
            count++;
            Compare(wrong, text, "ids", TokenizerGolden.Longs(one.GetProperty("ids")), Ids(tokenizer, text, Plain));
            long[] special = TokenizerGolden.Longs(one, "ids_special", "ids");
            Compare(wrong, text, "ids_special", special, Ids(tokenizer, text, Special));
            int[] ids = [.. special.Select(id => (int)id)];
            if (one.TryGetProperty("tokens", out JsonElement tokens))
            {
                // The reference spells an added token as the normalized text has it, with the white space that it took.
                string?[] found = [.. ids.Select(tokenizer.IdToToken)];
                string?[] spelled = [.. tokens.EnumerateArray().Select((t, i) => string.Equals(t.GetString()!.Trim(), found[i], StringComparison.OrdinalIgnoreCase) ? found[i] : t.GetString())];
                Compare(wrong, text, "tokens", spelled, found);
            }

            string plainText = one.GetProperty("text").GetString()!;
            Compare(wrong, text, "text", [plainText], [tokenizer.Decode(ids)]);
            string specialText = one.TryGetProperty("text_special", out JsonElement other) ? other.GetString()! : plainText;
            Compare(wrong, text, "text_special", [specialText], [tokenizer.Decode(ids, skipSpecialTokens: false)]);
            using TokenIds encoded = tokenizer.Encode([text], Everything);
            BufferChecks.Rows(wrong, tokenizer, [text], Everything, encoded);
            Compare(wrong, text, "ids beside offsets", special, encoded.Ids.Span.ToArray());
            if (one.TryGetProperty("offsets", out JsonElement offsets))
            {
                int[] expected = [.. TokenizerGolden.Longs(offsets).Select(v => (int)v)];
                Compare(wrong, text, "offsets", expected, TokenizerGolden.CodePointOffsets(encoded.Offsets![0].Select(o => (text, o))));
            }
        }

        Assert.True(count >= 300, $"The golden has only {count} strings.");
        Assert.True(wrong.Count == 0, $"{wrong.Count} differences:\n{string.Join('\n', wrong.Take(12))}");
    }

    /// <summary>Pairs: ids and type ids with and without special tokens, and offsets.</summary>
    public static void Pairs(ITokenizer tokenizer, TokenizerGolden golden)
    {
        List<string> wrong = [];
        foreach (JsonElement one in golden.Root.GetProperty("pairs").EnumerateArray())
        {
            string a = TokenizerGolden.Text(one.GetProperty("a").GetInt32()), b = TokenizerGolden.Text(one.GetProperty("b").GetInt32());
            using TokenIds special = tokenizer.Encode([a], new TokenizerOptions { Truncate = false, PadToMaxLength = false, TextPairs = [b], IncludeOffsets = true, IncludeSpecialTokensMask = true, IncludeSequenceIds = true });
            using TokenIds plain = tokenizer.Encode([a], new TokenizerOptions { Truncate = false, PadToMaxLength = false, TextPairs = [b], AddSpecialTokens = false });
            BufferChecks.Rows(wrong, tokenizer, [a], new TokenizerOptions { Truncate = false, PadToMaxLength = false, TextPairs = [b] }, special);
            string name = $"{a} | {b}";
            Compare(wrong, name, "special_tokens_mask", TokenizerGolden.Longs(one.GetProperty("special_tokens_mask")), special.SpecialTokensMask!.Span.ToArray());
            Compare(wrong, name, "ids", TokenizerGolden.Longs(one.GetProperty("ids")), special.Ids.Span.ToArray());
            Compare(wrong, name, "type_ids", TokenizerGolden.Longs(one.GetProperty("type_ids")), special.TypeIds.Span.ToArray());
            Compare(wrong, name, "ids_plain", TokenizerGolden.Longs(one, "ids_plain", "ids"), plain.Ids.Span.ToArray());
            Compare(wrong, name, "type_ids_plain", TokenizerGolden.Longs(one, "type_ids_plain", "type_ids"), plain.TypeIds.Span.ToArray());
            Compare(wrong, name, "offsets", [.. TokenizerGolden.Longs(one.GetProperty("offsets")).Select(v => (int)v)], PairOffsets(special, a, b));
        }

        Assert.True(wrong.Count == 0, $"{wrong.Count} differences:\n{string.Join('\n', wrong.Take(12))}");
    }

    /// <summary>Offsets in code points; those of the first text's tokens count in it, those of the second's in that one.</summary>
    private static int[] PairOffsets(TokenIds encoded, string a, string b)
    {
        long[] sequences = encoded.SequenceIds!.Row(0).ToArray();
        return TokenizerGolden.CodePointOffsets(encoded.Offsets![0].Select((offset, i) => (sequences[i] == 1 ? b : a, offset)));
    }

    private static long[] Ids(ITokenizer tokenizer, string text, TokenizerOptions options)
    {
        using TokenIds encoded = tokenizer.Encode([text], options);
        return encoded.Ids.Span.ToArray();
    }

    public static void Compare<T>(List<string> wrong, string text, string what, T[] expected, T[] actual)
    {
        if (!expected.AsSpan().SequenceEqual(actual))
        {
            wrong.Add($"{what} of '{(text.Length > 80 ? text[..80] : text)}': expected [{string.Join(' ', expected)}], found [{string.Join(' ', actual)}]");
        }
    }
}
