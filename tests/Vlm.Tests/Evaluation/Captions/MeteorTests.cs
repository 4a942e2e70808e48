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
        string name = modules switch { MeteorModules.Exact => "exact", MeteorModules.ExactStem => "exact stem", _ => "exact stem synonym" };
        JsonElement golden = CaptionGoldens.Read("meteor.json").GetProperty("variants").EnumerateObject().Single(variant => variant.Value.Text("modules") == name).Value;
        MeteorResult actual = Meteor.Compute(CaptionGoldens.Set("all"), modules);
        Assert.Equal(golden.GetProperty("corpus").GetProperty("score").GetDouble(), actual.Corpus, Tolerance);
        Closeness.Within([.. golden.GetProperty("per_image").EnumerateArray().Select(item => item.GetProperty("score").GetDouble())], [.. actual.PerItem], Tolerance);
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
}
