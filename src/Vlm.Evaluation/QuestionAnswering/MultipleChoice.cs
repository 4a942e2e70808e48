namespace Vlm.Evaluation;

/// <summary>Reads the letter of a choice out of a model's words, by the rule of MMMU (Yue et al. 2024) without its random guess. Thread-safe.</summary>
public static class MultipleChoice
{
    private const int FewWords = 5;

    /// <summary>The chosen letter, A for the first option; null where the words choose none.</summary>
    /// <param name="response">The model's words.</param>
    /// <param name="options">The texts of the options, 1 to 26.</param>
    public static char? Read(string response, IReadOnlyList<string> options)
    {
        ArgumentNullException.ThrowIfNull(response);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Count, 26, nameof(options));
        string text = response;
        foreach (char mark in ",.!?;:'")
        {
            text = text.Trim(mark);
        }

        text = $" {text} ";
        return Latest(options, i => text.LastIndexOf($"({Letter(i)})", StringComparison.Ordinal))
            ?? Latest(options, i => text.LastIndexOf($" {Letter(i)} ", StringComparison.Ordinal))
            ?? (PythonText.Split(text).Count > FewWords
                ? Latest(options, i => text.LastIndexOf(options[i], StringComparison.OrdinalIgnoreCase))
                : null);
    }

    private static char Letter(int option) => (char)('A' + option);

    // Of several the one that is named last; of equal places the first option.
    private static char? Latest(IReadOnlyList<string> options, Func<int, int> placeOf)
    {
        int best = -1;
        char? chosen = null;
        for (int i = 0; i < options.Count; i++)
        {
            if (placeOf(i) > best)
            {
                best = placeOf(i);
                chosen = Letter(i);
            }
        }

        return chosen;
    }
}
