using Vlm.Evaluation;
using Vlm.Training;

namespace Vlm.Tests.Training.Data;

public sealed class CaptionQuestionsTests
{
    private static readonly CaptionQuestionOptions All = new() { LeastSupport = 1, MostFrequentShare = 1 };

    [Theory]
    [InlineData("Two brown dogs run in the snow .", "count", "How many dogs are there?", "two")]
    [InlineData("A man and three young children sit .", "count", "How many children are there?", "three")]
    [InlineData("A black and white dog stands .", "color", "What color is the dog?", "black and white")]
    [InlineData("A boy in a grey shirt waits .", "color", "What color is the shirt?", "gray")]
    [InlineData("A boy in blue shorts waits .", "color", "What color are the shorts?", "blue")]
    [InlineData("A girl in a dress is climbing stairs .", "activity", "What is the girl doing?", "climbing")]
    [InlineData("A dog leaps over a log .", "activity", "What is the dog doing?", "jumping")]
    [InlineData("A man rides a red bicycle .", "kind", "What is the man riding?", "bike")]
    [InlineData("A woman wearing a blue coat and a hat .", "kind", "What is on the woman's head?", "hat")]
    [InlineData("A boy holding a large stick .", "kind", "What is the boy holding?", "stick")]
    [InlineData("A puppy sleeps .", "kind", "What animal is in the picture?", "dog")]
    [InlineData("People eat in a restaurant .", "place", "Where is this?", "restaurant")]
    public void Generate_OneCaption_AsksWhatItSays(string caption, string type, string question, string answer)
    {
        DataSetItem item = CaptionQuestions.Generate([new DataSetItem("1", "1.jpg", "train", [caption])], All)[0];

        Assert.Contains((type, question, answer), item.Questions.Select(asked => (asked.Type!, asked.Text, asked.Answers[0])));
        Assert.Equal(item.Questions.Count, item.Questions.Select(asked => asked.Id).Distinct().Count());
    }

    [Theory]
    [InlineData("A man walks while a dog is running .", "What is the man doing?", "running")]
    [InlineData("A man with two dogs .", "How many men are there?", "two")]
    public void Generate_WordsOfAnother_NotTaken(string caption, string question, string answer)
    {
        DataSetItem item = CaptionQuestions.Generate([new DataSetItem("1", "1.jpg", "train", [caption])], All)[0];

        Assert.DoesNotContain((question, answer), item.Questions.Select(asked => (asked.Text, asked.Answers[0])));
    }

    [Fact]
    public void Generate_CaptionsThatContradict_NotAsked()
    {
        DataSetItem[] items =
        [
            new("1", "1.jpg", "train", ["A black dog .", "A brown dog ."]),
            new("2", "2.jpg", "train", ["A black dog .", "A black dog runs ."]),
            new("3", "3.jpg", "train", ["A black dog .", "An animal ."]),
        ];

        IReadOnlyList<DataSetItem> asked = CaptionQuestions.Generate(items, new CaptionQuestionOptions { MostFrequentShare = 1 });

        Assert.Equal([0, 1, 0], asked.Select(item => item.Questions.Count(question => question.Type == "color")));
    }

    [Fact]
    public void Generate_Existence_HalfYesAndNoSynonymDenied()
    {
        DataSetItem[] items =
        [
            .. Enumerable.Range(0, 6).Select(i => new DataSetItem($"d{i}", $"d{i}.jpg", "train", ["A dog on a chair ."])),
            .. Enumerable.Range(0, 4).Select(i => new DataSetItem($"h{i}", $"h{i}.jpg", "train", ["A greyhound on a chair ."])),
            .. Enumerable.Range(0, 3).Select(i => new DataSetItem($"t{i}", $"t{i}.jpg", "train", ["A boat at night ."])),
        ];

        DataSetQuestion[] dogs = [.. CaptionQuestions.Generate(items, All).SelectMany(item => item.Questions).Where(question => question.Text == "Is there a dog in the picture?")];

        Assert.Equal(3, dogs.Count(question => question.Answers[0] == "yes"));
        Assert.Equal(["t0", "t1", "t2"], dogs.Where(question => question.Answers[0] == "no").Select(question => question.Id.Split('-')[0]));
    }

    [Fact]
    public void Generate_FrequentAnswer_ThinnedTheSameWayEachTime()
    {
        DataSetItem[] items =
        [
            .. Enumerable.Range(0, 50).Select(i => new DataSetItem($"b{i}", $"b{i}.jpg", "train", ["A black dog ."])),
            .. Enumerable.Range(0, 10).Select(i => new DataSetItem($"w{i}", $"w{i}.jpg", "train", ["A white dog ."])),
            .. Enumerable.Range(0, 6).Select(i => new DataSetItem($"r{i}", $"r{i}.jpg", "train", ["A brown dog ."])),
        ];
        CaptionQuestionOptions options = new() { LeastSupport = 1 };

        (string, string)[] asked = Asked(CaptionQuestions.Generate(items, options));
        (string, string)[] again = Asked(CaptionQuestions.Generate([.. items.Reverse()], options));

        Assert.Equal(10, asked.Count(pair => pair.Item2 == "black"));
        Assert.Equal(26, asked.Length);
        Assert.Equal(asked.Order(), again.Order());

        static (string, string)[] Asked(IReadOnlyList<DataSetItem> items) =>
            [.. items.SelectMany(item => item.Questions.Where(question => question.Type == "color").Select(question => (item.Id, question.Answers[0])))];
    }
}
