using System.Text.Json;
using Vlm.Folders;
using Vlm.Tests.Goldens;
using Vlm.Tokenization;

namespace Vlm.Tests.Tokenization;

/// <summary>What tokenizer_config.json adds to tokenizer.json, against Python's AutoTokenizer.</summary>
public sealed class TransformersLevelTests
{
    private static readonly TokenizerOptions Unpadded = new() { PadToMaxLength = false, Truncate = false };

    public static TheoryData<string> Names => ["all-minilm-l6-v2", "clip", "roberta-base", "t5-small"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Encode_Folder_EqualsPython(string name)
    {
        (ITokenizer tokenizer, JsonElement golden, string[] texts) = Find(name);
        for (int i = 0; i < texts.Length; i++)
        {
            using TokenIds alone = tokenizer.Encode([texts[i]], Unpadded);
            Assert.Equal(TokenizerGolden.Longs(golden.GetProperty("ids")[i]), alone.Ids.Span.ToArray());
        }

        using TokenIds cut = tokenizer.Encode(texts, new TokenizerOptions { MaxLength = 16, PadToMaxLength = true });
        Compare(golden.GetProperty("max_length_16"), cut);
        using TokenIds three = tokenizer.Encode(texts[..3], new TokenizerOptions { PadToMaxLength = false });
        Compare(golden.GetProperty("longest_of_first_3"), three);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Decode_Folder_EqualsPython(string name)
    {
        (ITokenizer own, JsonElement golden, string[] texts) = Find(name);
        (ITokenizer clean, ITokenizer plain) = (WithCleanUp(name, true), WithCleanUp(name, false));
        for (int i = 0; i < texts.Length; i++)
        {
            int[] ids = [.. TokenizerGolden.Longs(golden.GetProperty("ids")[i]).Select(id => (int)id)];
            Assert.Equal(golden.GetProperty("text_default")[i].GetString(), own.Decode(ids));
            Assert.Equal(golden.GetProperty("text_clean_true")[i].GetString(), clean.Decode(ids));
            Assert.Equal(golden.GetProperty("text_clean_false")[i].GetString(), plain.Decode(ids));
            Assert.Equal(golden.GetProperty("text_clean_true")[i].GetString(), own.Decode(ids, skipSpecialTokens: true, cleanUpSpaces: true));
            Assert.Equal(golden.GetProperty("text_clean_false")[i].GetString(), own.Decode(ids, skipSpecialTokens: true, cleanUpSpaces: false));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Load_Folder_SettlesLengthAndSpecialTokensAsPython(string name)
    {
        (ITokenizer tokenizer, JsonElement golden, _) = Find(name);
        Assert.Equal(golden.GetProperty("model_max_length").GetInt32(), tokenizer.MaxLength);
        TokenizerConfig config = TokenizerConfig.Read(JsonFile.Read(Path.Combine(Folder(name), "tokenizer_config.json")), null);
        foreach (JsonProperty token in config.ClassName is null ? [] : golden.GetProperty("special_tokens").EnumerateObject().ToArray())
        {
            string? found = SpecialTokens.Find(config, token.Name)?.Content;
            Assert.Equal(token.Value.GetString(), found);
            Assert.Equal(golden.GetProperty("special_ids").GetProperty(token.Name).GetInt32(), tokenizer.TokenToId(found!));
        }
    }

    private static void Compare(JsonElement expected, TokenIds found)
    {
        for (int i = 0; i < found.BatchSize; i++)
        {
            Assert.Equal(TokenizerGolden.Longs(expected.GetProperty("input_ids")[i]), found.Ids.Row(i).ToArray());
            Assert.Equal(TokenizerGolden.Longs(expected.GetProperty("attention_mask")[i]), found.AttentionMask.Row(i).ToArray());
        }
    }

    private static ITokenizer WithCleanUp(string name, bool clean)
    {
        using TemporaryFolder folder = new();
        File.Copy(Path.Combine(Folder(name), "tokenizer.json"), folder["tokenizer.json"]);
        string config = File.ReadAllText(Path.Combine(Folder(name), "tokenizer_config.json")).Replace("\"clean_up_tokenization_spaces\"", "\"other\"", StringComparison.Ordinal);
        File.WriteAllText(folder["tokenizer_config.json"], config.Insert(config.IndexOf('{', StringComparison.Ordinal) + 1, $"\"clean_up_tokenization_spaces\":{(clean ? "true" : "false")},"));
        return Tokenizer.Load(folder.Path);
    }

    private static (ITokenizer Tokenizer, JsonElement Golden, string[] Texts) Find(string name)
    {
        JsonElement level = TokenizerGolden.Parse(SharedFolder.Find("golden", "tokenizers", "transformers-level.json"));
        return (Tokenizer.Load(Folder(name)),
            level.GetProperty("tokenizers").EnumerateArray().Single(t => t.GetProperty("tokenizer").GetString() == name),
            [.. level.GetProperty("texts").EnumerateArray().Select(t => t.GetString()!)]);
    }

    private static string Folder(string name) => SharedFolder.Find("tokenizers", name);
}
