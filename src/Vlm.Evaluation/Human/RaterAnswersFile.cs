using Vlm.Evaluation.Reading;

namespace Vlm.Evaluation;

/// <summary>Reads the files that raters save from a rating page. Members are thread-safe.</summary>
public static class RaterAnswersFile
{
    /// <summary>Reads one rater's file and holds it against the key.</summary>
    /// <param name="path">The file.</param>
    /// <param name="key">The key to the page.</param>
    /// <returns>The answers.</returns>
    /// <exception cref="DataSetException">The file cannot be read, is cut off, belongs to another page, or answers what was not asked; names file and place.</exception>
    public static RaterAnswers Read(string path, RatingKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        JsonNode root = DataFile.ReadJson(path);
        string study = root.Text("study");
        if (study != key.Study)
        {
            throw root.Wrong($"it holds answers to study {study}, but the key is that of study {key.Study}. Take the key that was written with the page.");
        }

        RatingAnswer[] answers = [.. root.Items("answers").Select(node => AnswerOf(node, key))];
        int count = root.Require("count", "the number of answers").Whole(0, int.MaxValue);
        if (count != answers.Length)
        {
            throw root.Wrong($"it says that it holds {count} answers, and holds {answers.Length}: a part is lost. Ask the rater to save again.");
        }

        CheckUnique(root, answers, key);
        string rater = root.Text("rater").Trim();
        return rater.Length == 0 ? throw root.Wrong("'rater' is empty; every rater has a name or a number.")
            : new RaterAnswers { File = path, Rater = rater, Study = study, Answers = answers };
    }

    /// <summary>Reads the files of all raters.</summary>
    /// <param name="paths">One file a rater.</param>
    /// <param name="key">The key to the page.</param>
    /// <returns>The answers, in the order of the files.</returns>
    /// <exception cref="EvaluationException">Two files carry one rater's name; names both.</exception>
    /// <exception cref="DataSetException">As for <see cref="Read"/>.</exception>
    public static IReadOnlyList<RaterAnswers> ReadAll(IEnumerable<string> paths, RatingKey key)
    {
        ArgumentNullException.ThrowIfNull(paths);
        var byName = new Dictionary<string, RaterAnswers>(StringComparer.OrdinalIgnoreCase);
        var all = new List<RaterAnswers>();
        foreach (string path in paths)
        {
            RaterAnswers answers = Read(path, key);
            if (!byName.TryAdd(answers.Rater, answers))
            {
                throw new EvaluationException(
                    $"{byName[answers.Rater].File} and {path} are both of a rater called {answers.Rater}. Leave one out if it is the same person, or change the name in one.",
                    answers.Rater);
            }

            all.Add(answers);
        }

        return all;
    }

    private static RatingAnswer AnswerOf(JsonNode node, RatingKey key)
    {
        string task = node.Text("task");
        if (key.Mode == RatingMode.Grades)
        {
            string criterion = node.Text("criterion");
            return !key.Criteria.Contains(criterion)
                ? throw node.Wrong($"'criterion' is \"{criterion}\"; the study grades {string.Join(", ", key.Criteria)}.")
                : new RatingAnswer { Task = task, Criterion = criterion, Grade = node.Require("grade", "a grade").Whole(1, key.Scale) };
        }

        JsonNode choice = node.Require("choice", "\"a\", \"b\" or \"tie\"");
        return new RatingAnswer
        {
            Task = task,
            Choice = choice.Text() switch
            {
                "a" => PairwiseOutcome.First,
                "b" => PairwiseOutcome.Second,
                "tie" => PairwiseOutcome.Tie,
                _ => throw choice.Unexpected("\"a\", \"b\" or \"tie\""),
            },
        };
    }

    private static void CheckUnique(JsonNode root, RatingAnswer[] answers, RatingKey key)
    {
        HashSet<string> tasks = [.. key.Tasks.Select(task => task.Token)];
        var seen = new HashSet<(string, string?)>();
        foreach (RatingAnswer answer in answers)
        {
            if (!tasks.Contains(answer.Task))
            {
                throw root.Wrong($"it answers task {answer.Task}, which the key does not know.");
            }

            if (!seen.Add((answer.Task, answer.Criterion)))
            {
                throw root.Wrong($"it answers task {answer.Task}{(answer.Criterion is null ? "" : $" ({answer.Criterion})")} twice.");
            }
        }
    }
}
