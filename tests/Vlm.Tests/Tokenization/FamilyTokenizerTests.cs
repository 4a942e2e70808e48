using System.Text.Json;
using Vlm.Tests.Goldens;

namespace Vlm.Tests.Tokenization;

/// <summary>The tokenizers of families' folders, as transformers uses them.</summary>
public sealed class FamilyTokenizerTests
{
    [Fact]
    public void Encode_ClipFolder_EqualsReference() => Check("clip", "tokenize_single", TokenizerOptions.Default);

    [Fact]
    public void Encode_SiglipFolder_EqualsReference() => Check("siglip", "tokenize_unpadded", new TokenizerOptions { PadToMaxLength = true });

    private static void Check(string family, string singles, TokenizerOptions options)
    {
        ITokenizer tokenizer = Tokenizer.Load(SharedFolder.Find("families", family));
        JsonElement cases = TokenizerGolden.Parse(SharedFolder.Find("families", family, "golden", "cases.json"));
        string[] texts = [.. cases.GetProperty("texts").EnumerateArray().Select(t => t.GetString()!)];
        using TokenIds batch = tokenizer.Encode(texts, options);
        for (int i = 0; i < texts.Length; i++)
        {
            Assert.Equal(TokenizerGolden.Longs(cases.GetProperty("input_ids")[i]), batch.Ids.Row(i).ToArray());
            if (cases.TryGetProperty("attention_mask", out JsonElement mask))
            {
                Assert.Equal(TokenizerGolden.Longs(mask[i]), batch.AttentionMask.Row(i).ToArray());
            }
        }

        foreach (JsonElement single in cases.GetProperty(singles).EnumerateArray())
        {
            long[] expected = TokenizerGolden.Longs(single.GetProperty("input_ids"));
            using TokenIds alone = tokenizer.Encode([single.GetProperty("text").GetString()!]);
            Assert.Equal(expected, alone.Ids.Span.ToArray());
            Assert.Equal(single.GetProperty("decoded").GetString(), tokenizer.Decode([.. expected.Select(id => (int)id)]));
        }
    }
}
