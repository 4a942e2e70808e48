namespace Vlm.Evaluation;

/// <summary>Numbers words in the order in which they are first seen; a string is made for a new word only.</summary>
internal sealed class WordTable
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    public WordTable() => _lookup = _numbers.GetAlternateLookup<ReadOnlySpan<char>>();

    public int Count => _numbers.Count;

    /// <summary>Appends the words of a text, split at any white space.</summary>
    /// <returns>Whether a split at single spaces gives the same words.</returns>
    public bool Split(ReadOnlySpan<char> text, List<int> words)
    {
        int from = 0;
        bool regular = text.Length > 0;
        for (int i = 0; i <= text.Length; i++)
        {
            if (i == text.Length || text[i] == ' ' || IsWhiteSpace(text[i]))
            {
                regular &= i > from && (i == text.Length || text[i] == ' ');
                if (i > from)
                {
                    words.Add(Number(text[from..i]));
                }

                from = i + 1;
            }
        }

        return regular;
    }

    /// <summary>The words of a text, split at every single space: between two of them stands an empty word.</summary>
    public int[] SplitAtSpaces(ReadOnlySpan<char> text)
    {
        List<int> words = [];
        foreach (Range range in text.Split(' '))
        {
            words.Add(Number(text[range]));
        }

        return [.. words];
    }

    private int Number(ReadOnlySpan<char> word)
    {
        if (!_lookup.TryGetValue(word, out int number))
        {
            number = _numbers.Count;
            _lookup[word] = number;
        }

        return number;
    }

    // Python's str.split() also takes the four separators of ASCII for white space.
    private static bool IsWhiteSpace(char c) => char.IsWhiteSpace(c) || c is >= '\u001C' and <= '\u001F';
}
