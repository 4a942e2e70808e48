using System.Text.Json;
using Vlm.Evaluation;
using Vlm.Tests.Goldens;

namespace Vlm.Tests.Evaluation.Captions;

public class PtbTokenizerTests
{
    [Theory]
    [InlineData("hard")]
    [InlineData("captions_with_marks")]
    public void Tokenize_GoldenStrings_AsTheReference(string name)
    {
        JsonElement[] cases = [.. CaptionGoldens.Read("tokenizer.json").GetProperty(name).EnumerateArray()];
        string[] texts = [.. cases.Select(one => one.Text("text"))];
        AssertSame(texts, [.. cases.Select(one => one.Text("ptb"))], PtbTokenizer.TokenizeWithPunctuation(texts));
        AssertSame(texts, [.. cases.Select(one => one.Text("filtered"))], PtbTokenizer.Tokenize(texts));
    }

    [Fact]
    public void Tokenize_GoldenCandidatesAndReferences_AsTheReference()
    {
        JsonElement[] items = CaptionGoldens.Items;
        string[] candidates = [.. items.Select(item => item.Text("candidate"))];
        AssertSame(candidates, [.. items.Select(item => item.Text("ptb_candidate"))], PtbTokenizer.TokenizeWithPunctuation(candidates));
        AssertSame(candidates, [.. items.Select(item => item.Text("tokens_candidate"))], PtbTokenizer.Tokenize(candidates));
        string[] references = [.. items.SelectMany(item => item.Strings("references"))];
        AssertSame(references, [.. items.SelectMany(item => item.Strings("ptb_references"))], PtbTokenizer.TokenizeWithPunctuation(references));
        AssertSame(references, [.. items.SelectMany(item => item.Strings("tokens_references"))], PtbTokenizer.Tokenize(references));
    }

    private static void AssertSame(string[] texts, string[] expected, IReadOnlyList<string> actual) =>
        Assert.Empty(texts.Select((text, i) => (text, Expected: expected[i], Actual: actual[i])).Where(one => one.Expected != one.Actual).Select(one => $"{one.text}: {one.Actual}, expected {one.Expected}"));
}
