using Vlm.Evaluation;

namespace Vlm.Tests.Evaluation.Human;

public sealed class RatingReportTests
{
    private const int Items = 40;

    [Fact]
    public void Create_SystemThatIsBetterEverywhere_IsMoreThanNoise()
    {
        RatingKey key = Key(RatingMode.Grades);
        RaterAnswers[] raters = [Grades(key, "a", (item, system) => system == "good" ? 4 + (item % 2) : 2), Grades(key, "b", (item, system) => system == "good" ? 4 : 1 + (item % 2))];

        CriterionReport report = RatingReport.Create(key, raters).Criteria.Single();

        Assert.Equal(4.25, report.Systems.Single(system => system.System == "good").Mean.Value, 1e-12);
        Assert.Equal(1.75, report.Systems.Single(system => system.System == "bad").Mean.Value, 1e-12);
        SystemComparison pair = report.Comparisons.Single();
        Assert.Equal(pair.First == "good" ? 2.5 : -2.5, pair.Comparison.Difference.Value, 1e-12);
        Assert.False(pair.Comparison.IsNoise);
    }

    [Fact]
    public void Create_SystemsThatOnlyChanceTellsApart_SaysNoise()
    {
        RatingKey key = Key(RatingMode.Grades);
        var random = new Random(4);

        CriterionReport report = RatingReport.Create(key, [Grades(key, "a", (_, _) => random.Next(1, 6))]).Criteria.Single();

        Assert.True(report.Comparisons.Single().Comparison.IsNoise);
    }

    [Fact]
    public void Create_TwoRaters_AgreementEqualsTheFiguresOfTheirTables()
    {
        RatingKey key = Key(RatingMode.Grades);
        var random = new Random(9);
        int[] first = [.. key.Tasks.Select(_ => random.Next(1, 6))];
        int[] second = [.. first.Select(grade => Math.Clamp(grade + random.Next(-1, 2), 1, 5))];
        Dictionary<(string, string), int> places = key.Tasks.Select((task, i) => ((task.Item, task.Systems[0]), i)).ToDictionary();
        RaterAnswers[] raters = [Grades(key, "a", (item, system) => first[places[($"{item}", system)]]), Grades(key, "b", (item, system) => second[places[($"{item}", system)]])];

        GradeAgreement agreement = RatingReport.Create(key, raters, options: new ResamplingOptions { Count = 200 }).Criteria.Single().Agreement;

        Assert.Equal(CohenKappa.Compute([.. first.Select(grade => grade - 1)], [.. second.Select(grade => grade - 1)], 5, KappaWeights.Quadratic).Value, agreement.Cohen.Value, 1e-12);
        Assert.Equal(KrippendorffAlpha.Compute([[.. first.Select(grade => (double?)grade)], [.. second.Select(grade => (double?)grade)]], MeasurementLevel.Ordinal).Value, agreement.KrippendorffOrdinal.Value, 1e-12);
        Assert.Equal(IntraclassCorrelation.Compute([.. first.Zip(second, (a, b) => new double[] { a, b })]).Value, agreement.IntraclassSingle.Value, 1e-12);
        Assert.InRange(agreement.Cohen.Value, agreement.Cohen.Lower, agreement.Cohen.Upper);
        Assert.InRange(agreement.Fleiss.Value, agreement.Fleiss.Lower, agreement.Fleiss.Upper);
    }

    [Fact]
    public void Create_MetricThatFollowsThePeople_HasHighTau_AndMissingScoresAreCounted()
    {
        RatingKey key = Key(RatingMode.Grades);
        RaterAnswers rater = Grades(key, "a", (item, system) => 1 + (item % 5));
        var follows = new MetricScores { Metric = "follows", Scores = key.Tasks.Skip(3).ToDictionary(task => (task.Item, task.Systems[0]), task => (double)(int.Parse(task.Item, System.Globalization.CultureInfo.InvariantCulture) % 5)) };

        MetricAgreement metric = RatingReport.Create(key, [rater], [follows]).Criteria.Single().Metrics.Single();

        Assert.Equal(1, metric.KendallTauB.Value, 1e-12);
        Assert.Equal(1, metric.Spearman.Value, 1e-12);
        Assert.Equal(3, metric.Missing);
        Assert.True(metric.KendallPValue < 1e-6);
    }

    [Fact]
    public void Create_Choices_StrengthsFollowTheVotes()
    {
        RatingKey key = Key(RatingMode.Choice);
        RaterAnswers Votes(string rater, int wins) => new()
        {
            File = rater,
            Rater = rater,
            Study = key.Study,
            Answers = [.. key.Tasks.Select((task, i) => new RatingAnswer { Task = task.Token, Choice = i < wins ? PairwiseOutcome.First : PairwiseOutcome.Second })],
        };

        ChoiceReport report = RatingReport.Create(key, [Votes("a", 30), Votes("b", 32)]).Choices!;

        SystemStrength good = report.Systems.Single(system => system.System == "good");
        Assert.Equal((62, 18, 0), (good.Wins, good.Losses, good.Ties));
        Assert.Equal(62.0 / 80, good.WinRate.Value, 1e-12);
        Assert.Equal(1000 + (200 / Math.Log(10) * Math.Log(62.0 / 18)), good.BradleyTerry.Value, 1e-6);
        Assert.InRange(good.Elo.Value, good.Elo.Lower, good.Elo.Upper);
        Assert.True(good.Elo.Lower > 1500);
        Assert.True(report.Fleiss.Value > 0.8);
    }

    [Fact]
    public void Create_SameInput_GivesTheSameBitsOnAnyNumberOfThreads()
    {
        RatingKey key = Key(RatingMode.Grades);
        var random = new Random(2);
        RaterAnswers[] raters = [Grades(key, "a", (_, _) => random.Next(1, 6)), Grades(key, "b", (_, _) => random.Next(1, 6))];

        Estimate one = RatingReport.Create(key, raters, options: new ResamplingOptions { Count = 100, MaxDegreeOfParallelism = 1 }).Criteria[0].Agreement.KrippendorffOrdinal;
        Estimate many = RatingReport.Create(key, raters, options: new ResamplingOptions { Count = 100 }).Criteria[0].Agreement.KrippendorffOrdinal;

        Assert.Equal((one.Value, one.Lower, one.Upper), (many.Value, many.Lower, many.Upper));
    }

    [Fact]
    public void Create_NoAnswers_IsRefused() =>
        Assert.Contains("no answers", Assert.Throws<EvaluationException>(() => RatingReport.Create(Key(RatingMode.Grades), [])).Message, StringComparison.Ordinal);

    private static RatingKey Key(RatingMode mode) => new()
    {
        Study = "s",
        Mode = mode,
        Criteria = mode == RatingMode.Grades ? ["fluency"] : [],
        Scale = 5,
        Systems = ["good", "bad"],
        Tasks = mode == RatingMode.Grades
            ? [.. Enumerable.Range(0, Items * 2).Select(i => new RatingTask { Token = $"t{i}", Item = $"{i / 2}", Systems = [i % 2 == 0 ? "good" : "bad"] })]
            : [.. Enumerable.Range(0, Items).Select(i => new RatingTask { Token = $"t{i}", Item = $"{i}", Systems = ["good", "bad"] })],
    };

    private static RaterAnswers Grades(RatingKey key, string rater, Func<int, string, int> grade) => new()
    {
        File = rater,
        Rater = rater,
        Study = key.Study,
        Answers = [.. key.Tasks.Select(task => new RatingAnswer
        {
            Task = task.Token,
            Criterion = "fluency",
            Grade = grade(int.Parse(task.Item, System.Globalization.CultureInfo.InvariantCulture), task.Systems[0]),
        })],
    };
}
