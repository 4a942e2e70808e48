using System.Text;

namespace Vlm.Evaluation;

/// <summary>The steps by which the VQA evaluation brings answers to one form, with its peculiarities.</summary>
internal static class VqaNormalizer
{
    // A flag that was passed in the place of a count, so that only the first periods go.
    private const int MostPeriods = 32;

    private static readonly string[] Marks = [";", "/", "[", "]", "\"", "{", "}", "(", ")", "=", "+", "\\", "_", "-", ">", "<", "@", "`", ",", "?", "!"];

    private static readonly string[] Numbers = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

    public static string Clean(string text) => PythonText.Strip(text.Replace('\n', ' ').Replace('\t', ' '));

    /// <summary>The punctuation step.</summary>
    public static string Punctuation(string text)
    {
        bool thousands = HasDigitCommaDigit(text);
        StringBuilder result = new(text);
        foreach (string mark in Marks)
        {
            bool beside = text.Contains(mark + " ", StringComparison.Ordinal) || text.Contains(" " + mark, StringComparison.Ordinal);
            result.Replace(mark, beside || thousands ? "" : " ");
        }

        return WithoutPeriods(result.ToString());
    }

    /// <summary>The step of words: lower case, numbers, articles, contractions.</summary>
    public static string Words(string text)
    {
        List<string> words = [];
        foreach (string word in PythonText.Split(PythonText.Lower(text)))
        {
            int value = word == "none" ? 0 : Array.IndexOf(Numbers, word);
            string number = value < 0 ? word : $"{value}";
            if (number is not ("a" or "an" or "the"))
            {
                words.Add(VqaContractions.Table.GetValueOrDefault(number, number));
            }
        }

        return string.Join(' ', words);
    }

    private static bool HasDigitCommaDigit(string text)
    {
        for (int i = text.IndexOf(',', StringComparison.Ordinal); i >= 0; i = text.IndexOf(',', i + 1))
        {
            if (PythonText.EndsWithDigit(text.AsSpan(0, i)) && PythonText.StartsWithDigit(text.AsSpan(i + 1)))
            {
                return true;
            }
        }

        return false;
    }

    private static string WithoutPeriods(string text)
    {
        StringBuilder kept = new(text.Length);
        int removed = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '.' && removed < MostPeriods && !PythonText.StartsWithDigit(text.AsSpan(i + 1)))
            {
                removed++;
            }
            else
            {
                kept.Append(text[i]);
            }
        }

        return kept.ToString();
    }
}
