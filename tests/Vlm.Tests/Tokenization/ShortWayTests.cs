using CsCheck;
using Vlm.Folders;
using Vlm.Tests.Goldens;
using Vlm.Tokenization;

namespace Vlm.Tests.Tokenization;

/// <summary>The short way for ASCII texts gives what the components give.</summary>
public sealed class ShortWayTests
{
    private static readonly string[] Parts =
    [
        " ", " ", " ", "  ", "\n", "\r\n", "\t", "\u00a0", "\u3000", "'s", "'LL", "'d", "\u2019s", "'\u017f", "'", "a", "dog", "Photo", "HELLO", "zebra's", "x9", "2024", "1", "\u0663", "!", "...", "<", "<|", "</s>",
        "<|endoftext|>", "[SEP]", "_", "-", "\0", "\u0007", "\u200b", "\u0301", "e\u0301", "\u00e9", "\u0130", "\u00df", "\u4e2d\u6587", "\U0001F600", "\U0001D400", "\uff21", "\ufb01", "\u2014",
    ];

    public static TheoryData<string> Names =>
    [
        "made-wordpiece-uncased", "made-wordpiece-cased", "made-clip", "made-bbpe-llama3", "made-bbpe-qwen2", "made-bbpe-roberta-notrim", "made-added-id-holes",
    ];

    public static TheoryData<string> Expressions => [KnownExpressions.WhiteSpace, KnownExpressions.Clip, KnownExpressions.ClipWithoutSpecials, KnownExpressions.Gpt2, KnownExpressions.Llama3, KnownExpressions.Qwen2];

    [Theory]
    [MemberData(nameof(Names))]
    public void Encode_RandomTexts_EqualsTheLongWay(string name)
    {
        TokenizerPipeline pipeline = TokenizerFile.Read(JsonFile.Read(GoldenFolder.Path("tokenizers-made", name, "tokenizer.json"))).Pipeline;
        Assert.True(pipeline.HasShortWay);
        TokenizerPipeline components = new(pipeline.Added, pipeline.Normalizer, pipeline.PreTokenizers, pipeline.Model, pipeline.PostProcessor, pipeline.Decoders, withShortWay: false);
        PipelineTokenizer shortWay = Tokenizer(pipeline), longWay = Tokenizer(components);
        RandomText.Sample(
            text =>
            {
                using TokenIds expected = longWay.Encode([text], new TokenizerOptions { IncludeOffsets = true });
                using TokenIds actual = shortWay.Encode([text], new TokenizerOptions { IncludeOffsets = true });
                Assert.Equal(expected.Ids.Span.ToArray(), actual.Ids.Span.ToArray());
                Assert.Equal(expected.Offsets![0], actual.Offsets![0]);
            },
            iter: 3000, threads: 1);
    }

    [Theory]
    [MemberData(nameof(Expressions))]
    public void Find_KnownExpression_MatchesAsTheEngineDoes(string expression)
    {
        KnownExpressions.MatchLength known = KnownExpressions.Find(expression)!;
        Expression engine = Expression.Parse(expression);
        RandomText.Sample(
            text =>
            {
                List<(int Start, int End)> expected = [], actual = [];
                Effort.Begin(text.Length);
                engine.FindMatches(text, expected);
                for (int at = 0; at < text.Length;)
                {
                    int length = known(text.AsSpan(at));
                    if (length > 0)
                    {
                        actual.Add((at, at + length));
                    }

                    at += Math.Max(length, 1);
                }

                Assert.Equal(expected, actual);
            },
            iter: 3000, threads: 1);
    }

    private static Gen<string> RandomText { get; } = Gen.OneOf(
        Gen.OneOfConst(Parts).Array[0, 24].Select(string.Concat),
        Gen.Int[0, 405].Array[1, 3].Select(indices => string.Join(' ', indices.Select(TokenizerGolden.Text))),
        Gen.Char['\0', '\u007f'].Array[0, 40].Select(units => new string(units)));

    private static PipelineTokenizer Tokenizer(TokenizerPipeline pipeline) => new(pipeline, null, PaddingSettings.Default, cleanSpaces: false);
}
