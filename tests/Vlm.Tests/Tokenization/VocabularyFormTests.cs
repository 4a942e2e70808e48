using System.Text.Json;
using Vlm.Tests.Goldens;

namespace Vlm.Tests.Tokenization;

/// <summary>The same vocabulary as tokenizer.json and in an older form gives the same ids.</summary>
public sealed class VocabularyFormTests
{
    [Fact]
    public void Load_VocabTxt_GivesTheIdsOfTokenizerJson()
    {
        using TemporaryFolder folder = new();
        File.WriteAllLines(folder["vocab.txt"], VocabularyFiles.TokensById(Model("made-wordpiece-uncased")));
        Compare("made-wordpiece-uncased", folder.Path);
    }

    [Fact]
    public void Load_VocabTxtOfACasedModel_FollowsItsConfig()
    {
        using TemporaryFolder folder = new();
        File.WriteAllLines(folder["vocab.txt"], VocabularyFiles.TokensById(Model("made-wordpiece-uncased")));
        File.WriteAllText(folder["tokenizer_config.json"], """{"tokenizer_class":"BertTokenizer","do_lower_case":false,"tokenize_chinese_chars":false}""");
        using TokenIds cased = Tokenizer.Load(folder.Path).Encode(["A \u4F60\u597D"]), uncased = Tokenizer.Load(FileOf("made-wordpiece-uncased")).Encode(["A \u4F60\u597D"]);
        Assert.NotEqual(uncased.Ids.Span.ToArray(), cased.Ids.Span.ToArray());
    }

    [Theory]
    [InlineData("made-bbpe-prefix-space", "GPT2Tokenizer", """{"add_prefix_space":true}""")]
    [InlineData("made-bbpe-roberta-trim", "RobertaTokenizerFast", """{"add_prefix_space":true,"cls_token":"<s>","sep_token":"</s>"}""")]
    [InlineData("made-clip", "CLIPTokenizer", """{"bos_token":"<|startoftext|>","eos_token":"<|endoftext|>","unk_token":"<|endoftext|>"}""")]
    [InlineData("made-bbpe-qwen2", "Qwen2Tokenizer", "{}")]
    public void Load_VocabJsonAndMerges_GivesTheIdsOfTokenizerJson(string name, string className, string settings)
    {
        using TemporaryFolder folder = new();
        VocabularyFiles.WriteVocabularyAndMerges(folder.Path, Model(name));
        File.WriteAllText(folder["tokenizer_config.json"], VocabularyFiles.ConfigOf(className, Root(name), settings));
        Compare(name, folder.Path);
    }

    [Theory]
    [InlineData("made-bbpe-prefix-space", " a cat's 2 dogs")]
    [InlineData("made-clip", "a cat's 2 dogs")]
    public void Load_VocabJsonAndMergesWithoutConfig_IsToldApartByItsMerges(string name, string text)
    {
        using TemporaryFolder folder = new();
        VocabularyFiles.WriteVocabularyAndMerges(folder.Path, Model(name));
        using TokenIds expected = Tokenizer.Load(FileOf(name)).Encode([text]), found = Tokenizer.Load(folder.Path).Encode([text]);
        Assert.Equal(expected.Ids.Span.ToArray(), found.Ids.Span.ToArray());
    }

    [Theory]
    [InlineData("made-unigram-nmt", "T5Tokenizer", """{"eos_token":"</s>"}""")]
    [InlineData("made-unigram-bytefallback", "PreTrainedTokenizer", "{}")]
    [InlineData("made-llama-legacy", "LlamaTokenizer", """{"bos_token":"<s>"}""")]
    [InlineData("made-gemma", "GemmaTokenizer", """{"bos_token":"<s>"}""")]
    public void Load_SentencePieceModel_GivesTheIdsOfTokenizerJson(string name, string className, string settings)
    {
        using TemporaryFolder folder = new();
        File.WriteAllBytes(folder["tokenizer.model"], SentencePieceWriter.Write(Root(name)));
        File.WriteAllText(folder["tokenizer_config.json"], VocabularyFiles.ConfigOf(className, Root(name), settings));
        Compare(Tokenizer.Load(FileOf(name)), folder.Path, special: settings.Length > 2);
    }

    [Fact]
    public void Load_SentencePieceModelOfLlama2_GivesTheIdsOfTokenizerJson()
    {
        using TemporaryFolder folder = new();
        JsonElement root = TokenizerGolden.Parse(SharedFolder.Find("tokenizers", "made-llama2", "tokenizer.json"));
        File.WriteAllBytes(folder["tokenizer.model"], SentencePieceWriter.Write(root));
        File.WriteAllText(folder["tokenizer_config.json"], VocabularyFiles.ConfigOf("LlamaTokenizer", root, """{"bos_token":"<s>"}"""));
        Compare(Tokenizer.Load(SharedFolder.Find("tokenizers", "made-llama2", "tokenizer.json")), folder.Path, special: true);
    }

    [Fact]
    public void Load_SentencePieceModelOfT5WithoutAnEosToken_ClosesTextsAsItsConverterDoes()
    {
        using TemporaryFolder folder = new();
        File.WriteAllBytes(folder["spiece.model"], SentencePieceWriter.Write(Root("made-unigram-nmt")));
        File.WriteAllText(folder["tokenizer_config.json"], VocabularyFiles.ConfigOf("T5Tokenizer", Root("made-unigram-nmt"), "{}"));
        Compare("made-unigram-nmt", folder.Path);
    }

    [Fact]
    public void Load_VocabularyWhoseSpecialTokenHasNoNumber_NamesIt()
    {
        using TemporaryFolder folder = new();
        VocabularyFiles.WriteVocabularyAndMerges(folder.Path, Model("made-clip"));
        File.WriteAllText(folder["vocab.json"], File.ReadAllText(folder["vocab.json"]).Replace("\"<|endoftext|>\":1", "\"<|endoftext|>\":\"1\"", StringComparison.Ordinal));
        ModelFolderException e = Assert.Throws<ModelFolderException>(() => Tokenizer.Load(folder.Path));
        Assert.Contains("<|endoftext|>", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("vocab.txt", "a\nb\n", "[CLS]")]
    [InlineData("vocab.txt", "\xff", "UTF-8")]
    [InlineData("spiece.model", "not protobuf", "SentencePiece")]
    [InlineData("spiece.model", "", "pieces")]
    public void Load_WrongForm_NamesTheFile(string name, string contents, string says)
    {
        using TemporaryFolder folder = new();
        File.WriteAllBytes(folder[name], System.Text.Encoding.Latin1.GetBytes(contents));
        ModelFolderException e = Assert.Throws<ModelFolderException>(() => Tokenizer.Load(folder.Path));
        Assert.Equal(folder[name], e.Path);
        Assert.Contains(says, e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"a":0}""", "a b c", "line 1")]
    [InlineData("""["a"]""", "", "object")]
    [InlineData("""{"a":0}""", "#version: 0.2\na b", "merges[0]")]
    public void Load_WrongVocabularyOrMerges_SaysWhere(string vocabulary, string merges, string says)
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder["vocab.json"], vocabulary);
        File.WriteAllText(folder["merges.txt"], merges);
        Assert.Contains(says, Assert.Throws<ModelFolderException>(() => Tokenizer.Load(folder.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_ClassThatNoFormIsKnownOf_NamesIt()
    {
        using TemporaryFolder folder = new();
        VocabularyFiles.WriteVocabularyAndMerges(folder.Path, Model("made-clip"));
        File.WriteAllText(folder["tokenizer_config.json"], """{"tokenizer_class":"StrangeTokenizer"}""");
        Assert.Contains("StrangeTokenizer", Assert.Throws<ModelFolderException>(() => Tokenizer.Load(folder.Path)).Message, StringComparison.Ordinal);
    }

    private static void Compare(string name, string folder) => Compare(Tokenizer.Load(FileOf(name)), folder, special: true);

    private static void Compare(ITokenizer whole, string folder, bool special)
    {
        ITokenizer form = Tokenizer.Load(folder);
        List<string> wrong = [];
        TokenizerOptions options = new() { Truncate = false, PadToMaxLength = false, AddSpecialTokens = special };
        for (int i = 0; i < 406; i++)
        {
            string text = TokenizerGolden.Text(i);
            using TokenIds expected = whole.Encode([text], options), found = form.Encode([text], options);
            GoldenChecks.Compare(wrong, text, "ids", expected.Ids.Span.ToArray(), found.Ids.Span.ToArray());
        }

        int[] known = [.. Enumerable.Range(0, 40_000).Where(id => whole.IdToToken(id) is not null)];
        Assert.Equal(known.Select(whole.IdToToken), known.Select(form.IdToToken));
        Assert.True(wrong.Count == 0, $"{wrong.Count} differences:\n{string.Join('\n', wrong.Take(12))}");
    }

    private static JsonElement Root(string name) => TokenizerGolden.Parse(FileOf(name));

    private static JsonElement Model(string name) => Root(name).GetProperty("model");

    private static string FileOf(string name) => GoldenFolder.Path("tokenizers-made", name, "tokenizer.json");
}
