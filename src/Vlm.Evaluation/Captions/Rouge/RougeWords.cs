namespace Vlm.Evaluation;

/// <summary>Texts as rouge-score reads them, as numbers: runs of a to z and 0 to 9 after lower-casing.</summary>
internal static class RougeWords
{
    // Shorter words are not stemmed.
    private const int LongestUnstemmed = 3;

    public static int[] Of(string text, bool useStemmer, WordTable table)
    {
        List<int> words = [];
        foreach (string word in Split(text, useStemmer))
        {
            table.Split(word, words);
        }

        return [.. words];
    }

    /// <summary>The words of each line that holds anything.</summary>
    public static int[][] Lines(string text, bool useStemmer, WordTable table) =>
        [.. text.Split('\n').Where(line => line.Length > 0).Select(line => Of(line, useStemmer, table))];

    public static IEnumerable<string> Split(string text, bool useStemmer)
    {
        string lower = PythonText.Lower(text);
        for (int at = 0; at < lower.Length; at++)
        {
            int start = at;
            while (at < lower.Length && (char.IsAsciiLetterLower(lower[at]) || char.IsAsciiDigit(lower[at])))
            {
                at++;
            }

            if (at > start)
            {
                string word = lower[start..at];
                yield return useStemmer && word.Length > LongestUnstemmed ? PorterStemmer.Stem(word) : word;
            }
        }
    }
}
