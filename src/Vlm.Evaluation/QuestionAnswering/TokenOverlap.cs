using System.Text;
using System.Text.RegularExpressions;

namespace Vlm.Evaluation;

/// <summary>
/// Exact match and token F1 of short answers (Rajpurkar et al. 2016): lower case, ASCII punctuation and articles removed; best over
/// people's answers. Members are thread-safe.
/// </summary>
public static partial class TokenOverlap
{
    /// <summary>1 where the answer equals one of people's after normalisation, else 0.</summary>
    /// <param name="prediction">The model's answer.</param>
    /// <param name="answers">People's answers, one or more.</param>
    public static double ExactMatch(string prediction, IReadOnlyList<string> answers) =>
        Best(prediction, answers, (own, given) => own == given ? 1 : 0);

    /// <summary>The F1 of shared words; 0 where there are none, also where both sides are empty.</summary>
    /// <param name="prediction">The model's answer.</param>
    /// <param name="answers">People's answers, one or more.</param>
    public static double F1(string prediction, IReadOnlyList<string> answers) => Best(prediction, answers, F1);

    /// <summary>The F1 as SQuAD 2 has it: 1 where both sides are empty after normalisation, 0 where one is.</summary>
    /// <param name="prediction">The model's answer.</param>
    /// <param name="answers">People's answers, one or more.</param>
    public static double F1WithEmpty(string prediction, IReadOnlyList<string> answers) =>
        Best(prediction, answers, (own, given) => own.Length == 0 || given.Length == 0 ? own == given ? 1 : 0 : F1(own, given));

    /// <summary>A text as it is compared.</summary>
    /// <param name="text">An answer.</param>
    public static string Normalize(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        StringBuilder kept = new(text.Length);
        foreach (char c in PythonText.Lower(text))
        {
            if (!(char.IsAscii(c) && (char.IsPunctuation(c) || char.IsSymbol(c))))
            {
                kept.Append(c);
            }
        }

        return string.Join(' ', PythonText.Split(Articles().Replace(kept.ToString(), " ")));
    }

    private static double Best(string prediction, IReadOnlyList<string> answers, Func<string, string, double> score)
    {
        ArgumentNullException.ThrowIfNull(answers);
        ArgumentOutOfRangeException.ThrowIfZero(answers.Count, nameof(answers));
        string own = Normalize(prediction);
        return answers.Max(answer => score(own, Normalize(answer)));
    }

    private static double F1(string own, string given)
    {
        List<string> mine = PythonText.Split(own), theirs = PythonText.Split(given);
        Dictionary<string, int> left = theirs.GroupBy(word => word, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
        int same = 0;
        foreach (string word in mine)
        {
            if (left.TryGetValue(word, out int count) && count > 0)
            {
                left[word] = count - 1;
                same++;
            }
        }

        if (same == 0)
        {
            return 0;
        }

        double precision = (double)same / mine.Count, recall = (double)same / theirs.Count;
        return 2 * precision * recall / (precision + recall);
    }

    [GeneratedRegex(@"\b(a|an|the)\b")]
    private static partial Regex Articles();
}
