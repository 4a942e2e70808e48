using System.Text;

namespace Vlm.Evaluation;

/// <summary>Lines as chrF reads them, as numbers.</summary>
internal static class ChrfText
{
    /// <summary>The code points of a line, without white space.</summary>
    public static int[] Characters(string line)
    {
        List<int> characters = new(line.Length);
        foreach (Rune rune in line.EnumerateRunes())
        {
            if (!rune.IsBmp || !PythonText.IsSpace((char)rune.Value))
            {
                characters.Add(rune.Value);
            }
        }

        return [.. characters];
    }

    /// <summary>The words of lines; equal words have equal numbers. One ASCII mark at the end of a word, or else at its beginning, is a word of its own.</summary>
    public static int[][] Words(string[] lines)
    {
        WordTable table = new();
        return [.. lines.Select(line =>
        {
            List<int> words = [];
            foreach (string word in PythonText.Split(line))
            {
                (string first, string second) = Divide(word);
                table.Split(first, words);
                table.Split(second, words);
            }

            return words.ToArray();
        })];
    }

    private static (string First, string Second) Divide(string word)
    {
        bool single = word.Length == 1 || (word.Length == 2 && char.IsSurrogatePair(word, 0));
        return single ? (word, "")
            : IsMark(word[^1]) ? (word[..^1], word[^1..])
            : IsMark(word[0]) ? (word[..1], word[1..])
            : (word, "");
    }

    private static bool IsMark(char c) => char.IsAscii(c) && (char.IsPunctuation(c) || char.IsSymbol(c));
}
