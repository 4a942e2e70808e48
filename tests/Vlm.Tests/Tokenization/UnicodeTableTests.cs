using System.Text.Json;
using Vlm.Tests.Goldens;
using Vlm.Tokenization;

namespace Vlm.Tests.Tokenization;

/// <summary>What components and regular expressions make of every code point, against the reference probed on every one.</summary>
public sealed class UnicodeTableTests
{
    private static readonly Lazy<JsonElement> Golden = new(() => TokenizerGolden.Parse(GoldenFolder.Path("tokenizers", "unicode.json")));

    public UnicodeTableTests() => Effort.Begin(1 << 20);

    [Theory]
    [InlineData("regex_s", @"\s")]
    [InlineData("regex_w", @"\w")]
    [InlineData("regex_d", @"\d")]
    [InlineData("regex_pL", @"\p{L}")]
    [InlineData("regex_pN", @"\p{N}")]
    [InlineData("regex_pP", @"\p{P}")]
    [InlineData("regex_pM", @"\p{M}")]
    [InlineData("regex_pLu", @"\p{Lu}")]
    [InlineData("regex_pLl", @"\p{Ll}")]
    [InlineData("regex_posix_punct", @"[[:punct:]]")]
    public void FindMatches_EveryCodePoint_EqualsReference(string name, string expression)
    {
        string all = string.Concat(CodePoints().Select(char.ConvertFromUtf32));
        List<(int Start, int End)> matches = [];
        Expression.Parse(expression).FindMatches(all, matches);
        HashSet<int> found = [.. matches.Select(m => char.ConvertToUtf32(all, m.Start))];
        Check(name, found.Contains);
    }

    [Theory]
    [InlineData("bert_clean_text_removed", """{"type":"BertNormalizer","clean_text":true,"handle_chinese_chars":false,"strip_accents":false,"lowercase":false}""", "")]
    [InlineData("bert_clean_text_to_space", """{"type":"BertNormalizer","clean_text":true,"handle_chinese_chars":false,"strip_accents":false,"lowercase":false}""", " ")]
    [InlineData("bert_chinese_char", """{"type":"BertNormalizer","clean_text":false,"handle_chinese_chars":true,"strip_accents":false,"lowercase":false}""", " {0} ")]
    [InlineData("strip_accents_removed", """{"type":"StripAccents"}""", "")]
    [InlineData("strip_removed", """{"type":"Strip","strip_left":true,"strip_right":true}""", "")]
    public void Normalize_EveryCodePoint_EqualsReference(string name, string spec, string becomes)
    {
        NormalizerChain chain = ComponentTests.With(spec, part => NormalizerReader.Read(part));
        AlignedText source = new(), spare = new();
        Check(name, c =>
        {
            string text = char.ConvertFromUtf32(c), expected = becomes.Replace("{0}", text, StringComparison.Ordinal);
            source.Clear();
            source.AppendOriginal(text, 0, text.Length);
            return text != expected && chain.Apply(source, spare).Span.SequenceEqual(expected);
        });
    }

    [Theory]
    [InlineData("bert_pre_tokenizer_split_alone", """{"type":"BertPreTokenizer"}""", 3)]
    [InlineData("punctuation", """{"type":"Punctuation","behavior":"Isolated"}""", 3)]
    [InlineData("bert_pre_tokenizer_whitespace", """{"type":"BertPreTokenizer"}""", 2)]
    [InlineData("whitespace_split", """{"type":"WhitespaceSplit"}""", 2)]
    [InlineData("digits", """{"type":"Digits","individual_digits":true}""", 3)]
    public void PreTokenize_EveryCodePointBetweenLetters_EqualsReference(string name, string spec, int pieces)
    {
        IReadOnlyList<PreTokenizer> steps = ComponentTests.With(spec, part => PreTokenizerReader.Read(part));
        PieceBuffer buffer = new();
        Check(name, c =>
        {
            string text = $"a{char.ConvertFromUtf32(c)}b";
            buffer.Clear();
            buffer.BeginRewrite().AppendOriginal(text, 0, text.Length);
            buffer.Emit(0, text.Length, isFirst: true);
            buffer.EndRewrite();
            steps[0].Apply(buffer);
            return buffer.Count == pieces;
        });
    }

    [Fact]
    public void Lowercase_EveryCodePoint_BecomesSeveralWhereTheReferenceSays()
    {
        NormalizerChain chain = ComponentTests.With("""{"type":"Lowercase"}""", part => NormalizerReader.Read(part));
        Dictionary<int, string> several = Golden.Value.GetProperty("lowercase_multiple").EnumerateObject().ToDictionary(
            p => int.Parse(p.Name, System.Globalization.NumberStyles.AllowHexSpecifier, null),
            p => string.Concat(p.Value.EnumerateArray().Select(c => char.ConvertFromUtf32(c.GetInt32()))));
        string all = string.Concat(CodePoints().Select(char.ConvertFromUtf32)), lower = chain.Normalize(all);
        int more = several.Sum(s => s.Value.EnumerateRunes().Count() - 1);
        Assert.Equal(all.EnumerateRunes().Count() + more, lower.EnumerateRunes().Count());
        Assert.All(several, s => Assert.Equal(s.Value, chain.Normalize(char.ConvertFromUtf32(s.Key))));
    }

    private static IEnumerable<int> CodePoints() => Enumerable.Range(0, 0x110000).Where(c => c is < 0xD800 or > 0xDFFF);

    private static void Check(string name, Func<int, bool> holds)
    {
        Effort.Begin(1 << 20);
        int[] ranges = [.. Golden.Value.GetProperty("classes").GetProperty(name).EnumerateArray().Select(c => c.GetInt32())];
        bool[] expected = new bool[0x110000];
        for (int i = 0; i < ranges.Length; i += 2)
        {
            expected.AsSpan(ranges[i], ranges[i + 1] - ranges[i] + 1).Fill(true);
        }

        int[] wrong = [.. CodePoints().Where(c => holds(c) != expected[c])];
        Assert.True(wrong.Length == 0, $"{wrong.Length} code points differ: {string.Join(' ', wrong.Take(20).Select(c => c.ToString("X4", null)))}");
    }
}
