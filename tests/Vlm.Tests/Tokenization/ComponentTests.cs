using System.Text.Json;
using Vlm.Folders;
using Vlm.Tests.Goldens;
using Vlm.Tokenization;

namespace Vlm.Tests.Tokenization;

/// <summary>Single components given by their JSON, against the reference; what it refuses must be refused.</summary>
public sealed class ComponentTests
{
    private static readonly Lazy<JsonElement> Golden = new(() => TokenizerGolden.Parse(GoldenFolder.Path("tokenizers", "components.json")));

    public ComponentTests() => Effort.Begin(1 << 20);

    [Fact]
    public void Normalize_EverySpec_EqualsReference()
    {
        List<string> wrong = [];
        int compared = Each("normalizers", (spec, one) =>
        {
            NormalizerChain chain = NormalizerReader.Read(spec);
            Dictionary<int, string> changed = [];
            JsonElement[] flat = [.. one.GetProperty("changed").EnumerateArray()];
            for (int i = 0; i < flat.Length; i += 2)
            {
                changed[flat[i].GetInt32()] = flat[i + 1].GetString()!;
            }

            foreach (int i in Strings("normalizer_strings"))
            {
                string text = TokenizerGolden.Text(i);
                GoldenChecks.Compare(wrong, text, spec.Element.GetRawText(), [changed.GetValueOrDefault(i, text)], [chain.Normalize(text)]);
            }
        });
        Check(wrong, compared, 27);
    }

    [Fact]
    public void PreTokenize_EverySpec_EqualsReference()
    {
        List<string> wrong = [];
        int compared = Each("pre_tokenizers", (spec, one) =>
        {
            IReadOnlyList<PreTokenizer> steps = PreTokenizerReader.Read(spec);
            foreach (JsonElement pieces in one.GetProperty("pieces").EnumerateArray())
            {
                string text = TokenizerGolden.Text(pieces[0].GetInt32());
                string expected = string.Join('|', pieces.EnumerateArray().Skip(1).Select(p => p.ToString()));
                GoldenChecks.Compare(wrong, text, spec.Element.GetRawText(), [expected], [Cut(text, steps)]);
            }
        });
        Check(wrong, compared, 46);
    }

    [Fact]
    public void Decode_EverySpec_EqualsReference()
    {
        List<string> wrong = [];
        int compared = Each("decoders", (spec, one) =>
        {
            // A sample without a text is one on which the reference itself fails.
            IReadOnlyList<TokenTextDecoder> steps = DecoderReader.Read(spec)!;
            foreach (JsonElement sample in one.GetProperty("cases").EnumerateArray().Where(c => c.TryGetProperty("text", out _)))
            {
                List<string> tokens = [.. sample.GetProperty("tokens").EnumerateArray().Select(t => t.GetString()!)];
                foreach (TokenTextDecoder step in steps)
                {
                    step.Apply(tokens);
                }

                GoldenChecks.Compare(wrong, sample.GetProperty("tokens").GetRawText(), spec.Element.GetRawText(), [sample.GetProperty("text").GetString()!], [string.Concat(tokens)]);
            }
        });
        Check(wrong, compared, 20);
    }

    /// <summary>Runs a check for each spec of a kind; returns how many were read.</summary>
    private static int Each(string kind, Action<JsonPart, JsonElement> check)
    {
        int compared = 0;
        foreach (JsonElement one in Golden.Value.GetProperty(kind).EnumerateArray())
        {
            JsonPart spec = With(one.GetProperty("spec").GetRawText(), part => part);
            if (one.TryGetProperty("load_error", out _))
            {
                Assert.Throws<ModelFolderException>(() => check(spec, one));
                continue;
            }

            check(spec, one);
            compared++;
        }

        return compared;
    }

    /// <summary>What a reader makes of a component's JSON.</summary>
    internal static T With<T>(string spec, Func<JsonPart, T> read)
    {
        using TemporaryFile file = TemporaryFile.With($"{{\"spec\":{spec}}}");
        return read(JsonPart.Root(JsonFile.Read(file.Path)).Require("spec"));
    }

    /// <summary>The pieces of a text with their places.</summary>
    internal static List<(string Piece, TokenOffset Place)> Pieces(string text, IReadOnlyList<PreTokenizer> steps)
    {
        PieceBuffer pieces = new();
        pieces.BeginRewrite().AppendOriginal(text, 0, text.Length);
        pieces.Emit(0, text.Length, isFirst: true);
        pieces.EndRewrite();
        foreach (PreTokenizer step in steps)
        {
            step.Apply(pieces);
        }

        List<(string Piece, TokenOffset Place)> found = [];
        for (int i = 0; i < pieces.Count; i++)
        {
            Piece piece = pieces[i];
            found.Add((pieces.SpanOf(piece).ToString(), new TokenOffset(pieces.Text.Start(piece.Start), pieces.Text.End(piece.Start + piece.Length - 1))));
        }

        return found;
    }

    private static string Cut(string text, IReadOnlyList<PreTokenizer> steps) =>
        string.Join('|', Pieces(text, steps).Select(p => $"{p.Piece}|{string.Join('|', TokenizerGolden.CodePointOffsets([(text, p.Place)]))}"));

    private static IEnumerable<int> Strings(string name) => Golden.Value.GetProperty(name).EnumerateArray().Select(i => i.GetInt32());

    private static void Check(List<string> wrong, int compared, int expected)
    {
        Assert.True(wrong.Count == 0, $"{wrong.Count} differences:\n{string.Join('\n', wrong.Take(12))}");
        Assert.Equal(expected, compared);
    }
}
