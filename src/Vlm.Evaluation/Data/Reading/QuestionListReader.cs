namespace Vlm.Evaluation.Reading;

/// <summary>A flat list: <c>questions[]</c> with <c>filename</c>, <c>question</c>, <c>answer</c> or <c>answers</c>, and optionally <c>qid</c>, <c>imgid</c>, <c>split</c>, <c>type</c>.</summary>
internal static class QuestionListReader
{
    public static void Read(JsonNode root, DataSetBuilder builder)
    {
        int index = 0;
        foreach (JsonNode question in root.Items("questions"))
        {
            string picture = (question.Find("filename") ?? question.Find("image") ?? question.Require("filename", "the picture's name")).Text();
            string id = (question.Find("qid") ?? question.Find("id"))?.Id() ?? $"{index}";
            index++;
            if (builder.AddOrFind(question.Find("imgid")?.Id() ?? picture, picture, question.Find("split")?.Text(), question.Place) is { } draft)
            {
                builder.AddQuestion(draft, id, question.Text("question"), Answers(question), question.Find("type")?.Text(), question.Place);
            }
        }
    }

    /// <summary>The one <c>answer</c>, or the list <c>answers</c>; none where neither is there.</summary>
    public static IReadOnlyList<string> Answers(JsonNode question) =>
        question.Has("answers") ? [.. question.Items("answers").Select(AnswerText)] : question.Find("answer") is { } one ? [AnswerText(one)] : [];

    private static string AnswerText(JsonNode answer) => answer.Has("answer") ? answer.Text("answer") : answer.Text();
}
