namespace Vlm.Evaluation;

/// <summary>The words of captions as numbers, each word of a caption once.</summary>
internal sealed class CaptionWords
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    /// <summary>How many different words there are.</summary>
    public int Count => _numbers.Count;

    /// <summary>The words of a caption, in lower case, without those that are masked.</summary>
    public int[] Read(string caption, IReadOnlySet<string> masked) =>
        [.. Split(caption).Distinct().Where(word => !masked.Contains(word)).Select(Number)];

    /// <summary>Runs of letters, digits and apostrophes, in lower case.</summary>
    public static IEnumerable<string> Split(string caption)
    {
        int start = -1;
        for (int i = 0; i <= caption.Length; i++)
        {
            bool inside = i < caption.Length && (char.IsLetterOrDigit(caption[i]) || caption[i] == '\'');
            if (inside && start < 0)
            {
                start = i;
            }
            else if (!inside && start >= 0)
            {
                yield return caption[start..i].ToLowerInvariant();
                start = -1;
            }
        }
    }

    private int Number(string word)
    {
        if (!_numbers.TryGetValue(word, out int number))
        {
            number = _numbers.Count;
            _numbers.Add(word, number);
        }

        return number;
    }
}
