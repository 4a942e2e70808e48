using System.Text.Json;
using Vlm.Evaluation;
using Vlm.Tests.Goldens;

namespace Vlm.Tests.Evaluation.Captions;

public class MeteorTests
{
    private const double Tolerance = 1e-9;

    [Theory]
    [InlineData(MeteorModules.Exact)]
    [InlineData(MeteorModules.ExactStem)]
    [InlineData(MeteorModules.ExactStemSynonym)]
    public void Compute_GoldenCaptions_AsTheReference(MeteorModules modules)
    {
        JsonElement golden = Golden(modules);
        MeteorResult actual = Meteor.Compute(CaptionGoldens.Set("all"), modules);
        Assert.Equal(golden.GetProperty("corpus").GetProperty("score").GetDouble(), actual.Corpus, Tolerance);
        Closeness.Within([.. golden.GetProperty("per_image").EnumerateArray().Select(item => item.GetProperty("score").GetDouble())], [.. actual.PerItem], Tolerance);
    }

    [Theory]
    [InlineData(MeteorModules.Exact)]
    [InlineData(MeteorModules.ExactStem)]
    [InlineData(MeteorModules.ExactStemSynonym)]
    public void Align_GoldenCaptions_MatchesAndStatisticsAsTheReference(MeteorModules modules)
    {
        JsonElement golden = Golden(modules);
        CaptionSet set = CaptionGoldens.Set("all");
        MeteorResult actual = Meteor.Compute(set, modules);
        MeteorVocabulary vocabulary = new(modules);
        int i = 0;
        foreach (JsonElement item in golden.GetProperty("per_image").EnumerateArray())
        {
            Assert.Equal(item.Doubles("stats"), actual.ItemStatistics[i].Values);
            Assert.Equal(item.GetProperty("best_reference").GetInt32(), actual.BestReferences[i]);
            MeteorMatch[] matches = MeteorAligner.Align(vocabulary.Read(set.Candidates[i]), vocabulary.Read(set.References[i][actual.BestReferences[i]]), modules, null);
            Assert.Equal(
                item.GetProperty("matches").EnumerateArray().Select(match => string.Join(' ', match.Doubles())),
                matches.Select(match => $"{match.CandidateStart} {match.CandidateLength} {match.ReferenceStart} {match.ReferenceLength} {match.Module}"));
            i++;
        }

        JsonElement corpus = golden.GetProperty("corpus");
        Assert.Equal(corpus.Doubles("stats"), actual.CorpusStatistics.Values);
        Closeness.Within(
            [corpus.Double("precision"), corpus.Double("recall"), corpus.Double("fmean"), corpus.Double("frag_penalty")],
            [actual.Precision, actual.Recall, actual.FMean, actual.FragmentationPenalty],
            Tolerance);
    }

    [Fact]
    public void Compute_ParaphrasesOfTheGoldenMatches_NearlyAllScoresOfFullMeteor()
    {
        // The whole table may not be had: a table of the pairs that the reference matched lacks those that it listed and did not choose.
        JsonElement[] golden = [.. CaptionGoldens.Read("meteor.json").GetProperty("variants").GetProperty("full").GetProperty("per_image").EnumerateArray()];
        CaptionSet set = CaptionGoldens.Set("all");
        MeteorVocabulary vocabulary = new(MeteorModules.ExactStemSynonym);
        List<string> pairs = [];
        for (int i = 0; i < golden.Length; i++)
        {
            MeteorWord[] candidate = vocabulary.Read(set.Candidates[i]), reference = vocabulary.Read(set.References[i][golden[i].GetProperty("best_reference").GetInt32()]);
            foreach (int[] match in golden[i].GetProperty("matches").EnumerateArray().Select(match => match.Doubles().Select(value => (int)value).ToArray()).Where(match => match[4] == 3))
            {
                pairs.Add($"0.5\n{Phrase(candidate, match[0], match[1])}\n{Phrase(reference, match[2], match[3])}\n");
            }
        }

        using TemporaryFolder folder = new();
        MeteorResult actual = Meteor.Compute(set, paraphrases: ParaphraseTable.Load(folder.Write("table.txt", string.Concat(pairs))));
        int same = golden.Zip(actual.PerItem).Count(pair => Math.Abs(pair.First.Double("score") - pair.Second) < Tolerance);
        Assert.Contains(pairs, pair => pair.Contains(' ', StringComparison.Ordinal));
        Assert.InRange(same, golden.Length * 97 / 100, golden.Length);

        static string Phrase(MeteorWord[] words, int start, int length) => string.Join(' ', words.Skip(start).Take(length).Select(word => word.Text));
    }

    [Fact]
    public void Compute_TextTooLongToAlign_NamesTheId()
    {
        string text = string.Concat(Enumerable.Repeat("a ", 3000));
        CaptionSet set = CaptionSet.Create([new CaptionItem { Id = "long", Candidate = text, References = [text] }]);
        Assert.Equal("long", Assert.Throws<EvaluationException>(() => Meteor.Compute(set)).Id);
    }

    [Fact]
    public void Compute_WithoutParaphrases_WarnsThatItIsNotMeteor()
    {
        MetricWarning warning = Assert.Single(Meteor.Compute(CaptionSet.Create([new CaptionItem { Id = "1", Candidate = "a", References = ["a"] }])).Warnings);
        Assert.Equal((MetricWarningKind.NotComparable, "METEOR_ess"), (warning.Kind, warning.Metric));
    }

    [Fact]
    public void Compute_MoreThreads_SameBits() =>
        Assert.Equal(Meteor.Compute(CaptionGoldens.Set("first_25"), maxDegreeOfParallelism: 1).PerItem, Meteor.Compute(CaptionGoldens.Set("first_25"), maxDegreeOfParallelism: 4).PerItem);

    [Fact]
    public void Stem_GoldenWords_AsTheReference()
    {
        foreach (JsonElement row in CaptionGoldens.Read("stems.json").GetProperty("stems").EnumerateArray())
        {
            Assert.Equal(row[1].GetString(), SnowballStemmer.Stem(row[0].GetString()!));
            Assert.Equal(row[2].GetString(), row[0].GetString()!.Length > 3 ? PorterStemmer.Stem(row[0].GetString()!) : row[0].GetString());
        }
    }

    [Fact]
    public void Load_ParaphrasesThatAreNone_NamesTheLine()
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("table.txt", "0.5\none\ntwo\nnot a number\nthree\nfour\n");
        Assert.Contains("line 4", Assert.Throws<EvaluationException>(() => ParaphraseTable.Load(path)).Message, StringComparison.Ordinal);
        CaptionSet set = CaptionSet.Create([new CaptionItem { Id = "1", Candidate = "a big dog", References = ["a large dog"] }]);
        folder.Write("good.txt", "0.5\nbig dog\nlarge dog\n");
        MeteorResult with = Meteor.Compute(set, paraphrases: ParaphraseTable.Load(folder["good.txt"]));
        Assert.Equal(("METEOR", "METEOR_ess"), (with.Name, Meteor.Compute(set).Name));
    }

    private static JsonElement Golden(MeteorModules modules)
    {
        string name = modules switch { MeteorModules.Exact => "exact", MeteorModules.ExactStem => "exact_stem", _ => "exact_stem_synonym" };
        return CaptionGoldens.Read("meteor.json").GetProperty("variants").GetProperty(name);
    }
}
