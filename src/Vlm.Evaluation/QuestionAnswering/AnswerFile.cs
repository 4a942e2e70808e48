using System.Text.Json;
using Vlm.Evaluation.Reading;

namespace Vlm.Evaluation;

/// <summary>Reads answered questions from JSON. Members are thread-safe.</summary>
/// <remarks>
/// An array, or an object with the array <c>cases</c> or <c>questions</c>. Each entry has <c>prediction</c> (or <c>response</c>), people's <c>answers</c> (or one
/// <c>answer</c> or <c>target</c>), and optionally <c>id</c> (or <c>question_id</c>; else its place from 0), <c>type</c> (or <c>question_type</c>) and, for a
/// multiple-choice question, <c>options</c>; its <c>answer</c> is then the letter or the text of one of them.
/// </remarks>
public static class AnswerFile
{
    private static readonly string[] Lists = ["cases", "questions"];

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="DataSetException">The file cannot be read or is not as described; names file and place.</exception>
    /// <exception cref="EvaluationException">An id stands twice; names it.</exception>
    public static IReadOnlyList<AnsweredQuestion> Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        JsonNode root = DataFile.ReadJson(path);
        JsonNode list = root.Element.ValueKind == JsonValueKind.Array ? root
            : Lists.Select(root.Find).FirstOrDefault(found => found is not null) ?? root.Require(Lists[0], "an array of answered questions");
        HashSet<string> ids = new(StringComparer.Ordinal);
        List<AnsweredQuestion> questions = [];
        foreach (JsonNode node in list.Items())
        {
            AnsweredQuestion question = Question(node, questions.Count);
            questions.Add(ids.Add(question.Id) ? question : throw new EvaluationException($"{path}: the id '{question.Id}' stands twice; every question has one.", question.Id));
        }

        return questions.Count > 0 ? questions : throw list.Wrong("there is no question in it.");
    }

    private static AnsweredQuestion Question(JsonNode node, int place)
    {
        string[] options = node.Has("options") ? [.. node.Items("options").Select(option => option.Text())] : [];
        return new AnsweredQuestion
        {
            Id = (node.Find("id") ?? node.Find("question_id"))?.Id() ?? $"{place}",
            Type = (node.Find("type") ?? node.Find("question_type"))?.Text(),
            Prediction = (node.Find("prediction") ?? node.Find("response") ?? node.Require("prediction", "the model's answer")).Text(),
            Options = options,
            Answers = options.Length == 0 ? Answers(node) : node.Find("answer") is { } right ? [Letter(right, options)] : [],
        };
    }

    private static string[] Answers(JsonNode node)
    {
        if ((node.Find("answer") ?? node.Find("target")) is { } one)
        {
            return [one.Text()];
        }

        string[] answers = [.. node.Items("answers").Select(answer => answer.Text())];
        return answers.Length > 0 ? answers : throw node.Wrong("'answers' is empty; a question needs at least one person's answer.");
    }

    private static string Letter(JsonNode right, string[] options)
    {
        string text = right.Text();
        int at = text.Length == 1 && text[0] >= 'A' && text[0] < 'A' + options.Length ? text[0] - 'A' : Array.IndexOf(options, text);
        return at >= 0 ? $"{(char)('A' + at)}" : throw right.Unexpected($"a letter up to {(char)('A' + options.Length - 1)}, or the text of an option");
    }
}
