using System.Text.Json;
using Vlm.Evaluation;
using Vlm.Tests.Goldens;

namespace Vlm.Tests.Evaluation.Captions;

public class SacreBleuTests
{
    private const double Tolerance = 1e-7;

    private static JsonElement Golden => CaptionGoldens.Read("sacrebleu.json");

    public static TheoryData<string, SacreBleuTokenization, bool, SacreBleuSmoothing> Variants => new()
    {
        { "bleu_13a", SacreBleuTokenization.Mteval13a, false, SacreBleuSmoothing.Exponential },
        { "bleu_13a_lowercase", SacreBleuTokenization.Mteval13a, true, SacreBleuSmoothing.Exponential },
        { "bleu_none", SacreBleuTokenization.None, false, SacreBleuSmoothing.Exponential },
        { "bleu_char", SacreBleuTokenization.Characters, false, SacreBleuSmoothing.Exponential },
        { "bleu_intl", SacreBleuTokenization.International, false, SacreBleuSmoothing.Exponential },
        { "bleu_13a_floor", SacreBleuTokenization.Mteval13a, false, SacreBleuSmoothing.Floor },
        { "bleu_13a_addk", SacreBleuTokenization.Mteval13a, false, SacreBleuSmoothing.AddOne },
    };

    [Theory]
    [MemberData(nameof(Variants))]
    public void Bleu_GoldenCaptions_AsSacreBleu(string name, SacreBleuTokenization tokenization, bool lowerCase, SacreBleuSmoothing smoothing)
    {
        JsonElement golden = Golden.GetProperty("corpus").GetProperty(name);
        SacreBleuResult actual = SacreBleu.Compute(CaptionGoldens.Set("all"), new SacreBleuOptions { Tokenization = tokenization, LowerCase = lowerCase, Smoothing = smoothing });
        Closeness.Within(golden.Double("score"), actual.Corpus.Score, Tolerance);
        Closeness.Within(golden.Doubles("precisions"), [.. actual.Corpus.Precisions], Tolerance);
        Closeness.Within(golden.Double("bp"), actual.Corpus.BrevityPenalty, Tolerance);
        Assert.Equal(golden.Ints("counts"), actual.Corpus.Counts.Correct);
        Assert.Equal(golden.Ints("totals"), actual.Corpus.Counts.Total);
        Assert.Equal((golden.GetProperty("sys_len").GetInt32(), golden.GetProperty("ref_len").GetInt32()), (actual.Corpus.Counts.CandidateLength, actual.Corpus.Counts.ReferenceLength));
        Assert.Equal(golden.Text("signature"), $"{actual.Signature}|version:2.6.0");
    }

    [Fact]
    public void Bleu_EachGoldenCaption_AsSacreBleuScoresSentences()
    {
        double[] expected = [.. Golden.GetProperty("per_image").EnumerateArray().Select(item => item.Double("bleu_13a_effective_order"))];
        Closeness.Within(expected, [.. SacreBleu.Compute(CaptionGoldens.Set("all")).PerItem.Select(item => item.Score)], Tolerance);
    }

    [Theory]
    [InlineData("chrf", 0, false)]
    [InlineData("chrf_pp", 2, false)]
    [InlineData("chrf_lowercase", 0, true)]
    public void Chrf_GoldenCaptions_AsSacreBleu(string name, int wordOrder, bool lowerCase)
    {
        JsonElement golden = Golden.GetProperty("corpus").GetProperty(name);
        ChrfResult actual = Chrf.Compute(CaptionGoldens.Set("all"), new ChrfOptions { WordOrder = wordOrder, LowerCase = lowerCase });
        Closeness.Within(golden.Double("score"), actual.Corpus, Tolerance);
        Assert.Equal(golden.Text("signature"), $"{actual.Signature}|version:2.6.0");
        if (!lowerCase)
        {
            Closeness.Within([.. Golden.GetProperty("per_image").EnumerateArray().Select(item => item.Double(name))], [.. actual.PerItem], Tolerance);
        }
    }

    [Fact]
    public void Tokenize_GoldenStrings_As13a()
    {
        foreach (JsonElement pair in Golden.GetProperty("tokenizer_13a").EnumerateArray())
        {
            string words = SacreBleuTokenizer.Words(pair[0].GetString()!, SacreBleuTokenization.Mteval13a, lowerCase: false);
            Assert.Equal(pair[1].GetString(), string.Join(' ', PythonText.Split(words)));
        }
    }

    [Theory]
    [InlineData("a-b, 1,5 and x.", "a - b , 1,5 and x .")]
    [InlineData("100€ 😀ok", "100 € 😀 ok")]
    [InlineData("𝟏.𝟐", "𝟏.𝟐")]
    public void Tokenize_International_MarksAndSymbolsOfUnicodeApart(string line, string expected) =>
        Assert.Equal(expected, string.Join(' ', PythonText.Split(SacreBleuTokenizer.Words(line, SacreBleuTokenization.International, lowerCase: false))));

    [Fact]
    public void Compute_EmptyCandidateAndEmptyReferences_ZeroAndOthersAsBefore()
    {
        CaptionSet set = CaptionSet.Create([new CaptionItem { Id = "1", Candidate = "", References = ["", ""] }, new CaptionItem { Id = "2", Candidate = "a red bus", References = ["a red bus", ""] }]);
        SacreBleuResult bleu = SacreBleu.Compute(set);
        Assert.Equal(0, bleu.PerItem[0].Score);
        Assert.Equal(100, bleu.PerItem[1].Score, 1e-9);
        Assert.Equal([0, 100], Chrf.Compute(set).PerItem.Select(score => Math.Round(score, 9)));
        Assert.Equal("nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp", bleu.Signature);
    }

    [Fact]
    public void Compute_MoreThreads_SameBits()
    {
        CaptionSet set = CaptionGoldens.Set("all");
        Assert.Equal(
            SacreBleu.Compute(set, new SacreBleuOptions { MaxDegreeOfParallelism = 1 }).PerItem.Select(item => item.Score),
            SacreBleu.Compute(set, new SacreBleuOptions { MaxDegreeOfParallelism = 5 }).PerItem.Select(item => item.Score));
        Assert.Equal(Chrf.Compute(set, new ChrfOptions { MaxDegreeOfParallelism = 1 }).PerItem, Chrf.Compute(set, new ChrfOptions { MaxDegreeOfParallelism = 5 }).PerItem);
    }
}
