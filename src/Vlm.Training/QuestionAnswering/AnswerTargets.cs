using Vlm.Evaluation;

namespace Vlm.Training;

/// <summary>What a head that chooses among known answers learns from people's answers, and how what it chose is scored.</summary>
internal sealed class AnswerTargets
{
    private readonly Dictionary<string, int> _numbers;

    /// <summary>Takes the answers that the head chooses among.</summary>
    public AnswerTargets(IReadOnlyList<string> answers)
    {
        Answers = answers;
        _numbers = answers.Select((answer, number) => (answer, number)).ToDictionary(pair => pair.answer, pair => pair.number, StringComparer.Ordinal);
    }

    /// <summary>The answers in the order of the logits.</summary>
    public IReadOnlyList<string> Answers { get; }

    /// <summary>Collects answers that are frequent enough, in the order of the alphabet.</summary>
    /// <param name="questions">The training questions.</param>
    /// <param name="minCount">How often an answer must be given.</param>
    /// <exception cref="TrainingException">There are fewer than two.</exception>
    public static AnswerTargets Collect(IEnumerable<DataSetQuestion> questions, int minCount = 1)
    {
        string[] answers = [.. questions.SelectMany(question => question.Answers).GroupBy(answer => answer, StringComparer.Ordinal)
            .Where(group => group.Count() >= minCount).Select(group => group.Key).Order(StringComparer.Ordinal)];
        return answers.Length > 1
            ? new AnswerTargets(answers)
            : throw new TrainingException($"{answers.Length} answers are given {minCount} times or more; a head chooses among two or more. Lower the least count, or give more questions.");
    }

    /// <summary>Whether any of a question's answers can be chosen.</summary>
    public bool CanLearn(DataSetQuestion question) => question.Answers.Any(_numbers.ContainsKey);

    /// <summary>Adds the distribution of a question's answers, (1 − ε) of what people said + ε / count, times a weight.</summary>
    public void AddTo(Span<float> target, DataSetQuestion question, float smoothing, float weight)
    {
        int[] known = [.. question.Answers.Where(_numbers.ContainsKey).Select(answer => _numbers[answer])];
        foreach (ref float value in target)
        {
            value += weight * smoothing / target.Length;
        }

        foreach (int number in known)
        {
            target[number] += weight * (1 - smoothing) / known.Length;
        }
    }

    /// <summary>The VQA accuracy of an answer; where one person answered, whether it is the same.</summary>
    public double Score(DataSetQuestion question, int answer) => question.Answers.Count == 1
        ? question.Answers[0] == Answers[answer] ? 1 : 0
        : VqaAccuracy.Of(Answers[answer], question.Answers);
}
