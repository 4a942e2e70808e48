using Vlm.Evaluation;

namespace Vlm.Tests.Evaluation.Human;

public sealed class RaterAnswersFileTests : IDisposable
{
    private static readonly RatingKey Key = new()
    {
        Study = "s1",
        Mode = RatingMode.Grades,
        Criteria = ["fluency"],
        Scale = 5,
        Systems = ["x"],
        Tasks = [new RatingTask { Token = "t1", Item = "one", Systems = ["x"] }, new RatingTask { Token = "t2", Item = "two", Systems = ["x"] }],
    };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_WholeFile_GivesTheAnswers()
    {
        RaterAnswers answers = Read("""{ "study": "s1", "rater": " Ada ", "count": 1, "answers": [ { "task": "t2", "criterion": "fluency", "grade": 4 } ] }""");

        Assert.Equal("Ada", answers.Rater);
        Assert.Equal(("t2", "fluency", 4), (answers.Answers[0].Task, answers.Answers[0].Criterion, answers.Answers[0].Grade));
    }

    [Theory]
    [InlineData("""{ "study": "s1", "rater": "Ada", "count": 2, "answers": [ { "task": "t1", "criterion": "flu""", "not JSON")]
    [InlineData("""{ "study": "s1", "rater": "Ada", "count": 2, "answers": [ { "task": "t1", "criterion": "fluency", "grade": 4 } ] }""", "holds 2 answers, and holds 1")]
    [InlineData("""{ "study": "s1", "rater": "Ada", "answers": [] }""", "'count' is missing")]
    [InlineData("""{ "study": "s9", "rater": "Ada", "count": 0, "answers": [] }""", "study s9")]
    [InlineData("""{ "study": "s1", "rater": " ", "count": 0, "answers": [] }""", "'rater' is empty")]
    [InlineData("""{ "study": "s1", "rater": "Ada", "count": 1, "answers": [ { "task": "t9", "criterion": "fluency", "grade": 4 } ] }""", "task t9")]
    [InlineData("""{ "study": "s1", "rater": "Ada", "count": 1, "answers": [ { "task": "t1", "criterion": "fluency", "grade": 6 } ] }""", "from 1 to 5")]
    [InlineData("""{ "study": "s1", "rater": "Ada", "count": 1, "answers": [ { "task": "t1", "criterion": "fluency", "grade": "4" } ] }""", "from 1 to 5")]
    [InlineData("""{ "study": "s1", "rater": "Ada", "count": 1, "answers": [ { "task": "t1", "criterion": "beauty", "grade": 4 } ] }""", "\"beauty\"")]
    [InlineData("""{ "study": "s1", "rater": "Ada", "count": 2, "answers": [ { "task": "t1", "criterion": "fluency", "grade": 4 }, { "task": "t1", "criterion": "fluency", "grade": 3 } ] }""", "twice")]
    public void Read_WrongFile_NamesItAndWhatIsWrong(string json, string expected)
    {
        DataSetException error = Assert.Throws<DataSetException>(() => Read(json));

        Assert.Contains("ada.json", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadAll_TwoRatersOfOneName_NamesBothFiles()
    {
        string one = _folder.Write("one.json", """{ "study": "s1", "rater": "Ada", "count": 0, "answers": [] }""");
        string two = _folder.Write("two.json", """{ "study": "s1", "rater": "ada", "count": 0, "answers": [] }""");

        EvaluationException error = Assert.Throws<EvaluationException>(() => RaterAnswersFile.ReadAll([one, two], Key));

        Assert.Contains("one.json", error.Message, StringComparison.Ordinal);
        Assert.Contains("two.json", error.Message, StringComparison.Ordinal);
    }

    private RaterAnswers Read(string json) => RaterAnswersFile.Read(_folder.Write("ada.json", json), Key);
}
