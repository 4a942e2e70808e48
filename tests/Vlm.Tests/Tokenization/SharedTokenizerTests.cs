using System.Text.Json;
using Vlm.Folders;
using Vlm.Tests.Goldens;
using Vlm.Tokenization;

namespace Vlm.Tests.Tokenization;

/// <summary>Real tokenizers, whose files may not be copied into the clone.</summary>
public sealed class SharedTokenizerTests
{
    public static TheoryData<string> Names => ["all-minilm-l6-v2", "clip", "roberta-base", "t5-small", "made-llama2"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Encode_EveryString_EqualsReference(string name) => GoldenChecks.Strings(Plain(name), Golden(name));

    [Theory]
    [MemberData(nameof(Names))]
    public void Encode_Pairs_EqualsReference(string name) => GoldenChecks.Pairs(Plain(name), Golden(name));

    [Theory]
    [MemberData(nameof(Names))]
    public void Encode_Batches_EqualsReference(string name) => BatchChecks.All(TokenizerFile.Read(JsonFile.Read(FileOf(name))), Golden(name));

    [Fact]
    public void Encode_MiniLmFileAlone_UsesItsOwnTruncationAndPadding()
    {
        ITokenizer tokenizer = Tokenizer.Load(FileOf("all-minilm-l6-v2"));
        foreach (JsonElement one in Golden("all-minilm-l6-v2").Root.GetProperty("as_loaded").EnumerateArray())
        {
            using TokenIds encoded = tokenizer.Encode([TokenizerGolden.Text(one.GetProperty("i").GetInt32())]);
            Assert.Equal(TokenizerGolden.Longs(one.GetProperty("ids")), encoded.Ids.Span.ToArray());
            Assert.Equal(128, encoded.Ids.Shape[1]);
        }
    }

    [Fact]
    public void Encode_MiniLmFolder_FollowsSentenceTransformers()
    {
        ITokenizer tokenizer = Tokenizer.Load(SharedFolder.Find("models", "all-minilm-l6-v2"));
        Assert.Equal(256, tokenizer.MaxLength);
        JsonElement sentences = TokenizerGolden.Parse(SharedFolder.Find("models", "all-minilm-l6-v2", "golden", "sentences.json"));
        foreach (JsonElement sentence in sentences.EnumerateArray())
        {
            using TokenIds encoded = tokenizer.Encode([sentence.GetProperty("text").GetString()!]);
            Assert.Equal(TokenizerGolden.Longs(sentence.GetProperty("ids")), encoded.Ids.Span.ToArray());
        }

        using TokenIds batch = tokenizer.Encode([.. sentences.EnumerateArray().Select(s => s.GetProperty("text").GetString()!)]);
        for (int i = 0; i < 64; i++)
        {
            long[] ids = TokenizerGolden.Longs(sentences[i].GetProperty("ids"));
            Assert.Equal(ids, batch.Ids.Row(i)[..ids.Length].ToArray());
            Assert.Equal(ids.Length, batch.AttentionMask.Row(i).ToArray().Sum());
        }
    }

    [Theory]
    [InlineData("greedy")]
    [InlineData("beam3")]
    public void Decode_CaptionerIds_GivesTheReferenceCaptions(string search)
    {
        ITokenizer tokenizer = Tokenizer.Load(SharedFolder.Find("models", "starter", "captioner"));
        JsonElement captions = TokenizerGolden.Parse(SharedFolder.Find("models", "starter", "captioner", "golden", "captions.json"));
        foreach (JsonElement caption in captions.EnumerateArray())
        {
            int[] ids = [.. TokenizerGolden.Longs(caption.GetProperty(search).GetProperty("ids")).Select(id => (int)id)];
            Assert.Equal(caption.GetProperty(search).GetProperty("text").GetString(), tokenizer.Decode(ids));
        }
    }

    [Fact]
    public void Decode_MiniLmFolder_CleansSpacesAsItsConfigSays()
    {
        ITokenizer tokenizer = Tokenizer.Load(SharedFolder.Find("tokenizers", "all-minilm-l6-v2"));
        JsonElement level = TokenizerGolden.Parse(SharedFolder.Find("golden", "tokenizers", "transformers-level.json"));
        JsonElement miniLm = level.GetProperty("tokenizers").EnumerateArray().Single(t => t.GetProperty("tokenizer").GetString() == "all-minilm-l6-v2");
        Assert.Equal(miniLm.GetProperty("model_max_length").GetInt32(), tokenizer.MaxLength);
        for (int i = 0; i < miniLm.GetProperty("ids").GetArrayLength(); i++)
        {
            int[] ids = [.. TokenizerGolden.Longs(miniLm.GetProperty("ids")[i]).Select(id => (int)id)];
            Assert.Equal(miniLm.GetProperty("text_default")[i].GetString(), tokenizer.Decode(ids));
        }
    }

    /// <summary>The file's truncation and padding are switched off, as in the goldens.</summary>
    private static PipelineTokenizer Plain(string name) =>
        new(TokenizerFile.Read(JsonFile.Read(FileOf(name))).Pipeline, null, PaddingSettings.Default, cleanSpaces: false);

    private static string FileOf(string name) => SharedFolder.Find("tokenizers", name, "tokenizer.json");

    private static TokenizerGolden Golden(string name) => TokenizerGolden.Read(SharedFolder.Find("golden", "tokenizers", name + ".json"));
}
