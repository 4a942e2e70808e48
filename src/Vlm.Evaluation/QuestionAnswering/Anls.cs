namespace Vlm.Evaluation;

/// <summary>
/// Average normalised Levenshtein similarity of one answer (Biten et al. 2019), in code points: 1 less the distance by length,
/// best over people's answers, and 0 where more than half differs. Members are thread-safe.
/// </summary>
public static class Anls
{
    private const double Threshold = 0.5;

    /// <summary>As the challenge's server computes it: white space collapsed, lengths of the original texts in capitals, and exactly half counts.</summary>
    /// <param name="prediction">The model's answer, at most 65,536 characters.</param>
    /// <param name="answers">People's answers, one or more.</param>
    public static double OfServer(string prediction, IReadOnlyList<string> answers)
    {
        double best = Best(prediction, answers, (text, answer) =>
            Similarity(Collapse(text), Collapse(answer), Math.Max(PythonText.UpperLength(text), PythonText.UpperLength(answer))));
        return best < Threshold ? 0 : best;
    }

    /// <summary>As the paper defines it: texts stripped, and exactly half does not count.</summary>
    /// <param name="prediction">The model's answer, at most 65,536 characters.</param>
    /// <param name="answers">People's answers, one or more.</param>
    public static double OfPaper(string prediction, IReadOnlyList<string> answers) => Best(prediction, answers, (text, answer) =>
    {
        int[] one = PythonText.CodePoints(PythonText.Strip(PythonText.Lower(text))), other = PythonText.CodePoints(PythonText.Strip(PythonText.Lower(answer)));
        double similarity = Similarity(one, other, Math.Max(one.Length, other.Length));
        return 1 - similarity < Threshold ? similarity : 0;
    });

    private static double Best(string prediction, IReadOnlyList<string> answers, Func<string, string, double> similarity)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        ArgumentNullException.ThrowIfNull(answers);
        ArgumentOutOfRangeException.ThrowIfZero(answers.Count, nameof(answers));
        if (answers.Append(prediction).FirstOrDefault(text => text.Length > CaptionSet.MaxTextLength) is { } longest)
        {
            throw new EvaluationException($"A text of {longest.Length} characters is no answer; at most {CaptionSet.MaxTextLength} are compared.");
        }

        return answers.Max(answer => similarity(prediction, answer));
    }

    private static double Similarity(int[] one, int[] other, int length) => length == 0 ? 1 : 1 - ((double)TextEditDistance.Of(one, other) / length);

    private static int[] Collapse(string text) => PythonText.CodePoints(string.Join(' ', PythonText.Split(PythonText.Lower(text))));
}
