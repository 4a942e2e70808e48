namespace Vlm.Training;

/// <summary>What becomes of a caption when its picture is mirrored: words for left and right change places.</summary>
public static class MirroredCaption
{
    private static readonly Dictionary<string, string> Opposites = new(StringComparer.OrdinalIgnoreCase)
    {
        ["left"] = "right",
        ["right"] = "left",
        ["leftmost"] = "rightmost",
        ["rightmost"] = "leftmost",
        ["leftward"] = "rightward",
        ["rightward"] = "leftward",
        ["leftwards"] = "rightwards",
        ["rightwards"] = "leftwards",
        ["lefthand"] = "righthand",
        ["righthand"] = "lefthand",
        ["left-hand"] = "right-hand",
        ["right-hand"] = "left-hand",
        ["left-handed"] = "right-handed",
        ["right-handed"] = "left-handed",
        ["clockwise"] = "counterclockwise",
        ["counterclockwise"] = "clockwise",
    };

    // "left" is also a verb and "right" an adverb ("right behind him"): they name a side after these words, or before those.
    private static readonly HashSet<string> Before = new(StringComparer.OrdinalIgnoreCase)
    {
        "the", "his", "her", "its", "their", "my", "to", "at", "from", "far", "upper", "lower", "top", "bottom", "turning", "facing", "looking", "looks",
    };

    private static readonly HashSet<string> After = new(StringComparer.OrdinalIgnoreCase)
    {
        "hand", "arm", "leg", "foot", "side", "shoulder", "ear", "eye", "knee", "paw", "wing", "corner", "of", "lane", "half", "wrist", "fist",
    };

    // What a mirrored picture shows backwards, whatever the caption says.
    private static readonly HashSet<string> Written = new(StringComparer.OrdinalIgnoreCase) { "reads", "reading", "says", "saying", "spells", "letters", "written", "words" };

    /// <summary>The caption of the mirrored picture.</summary>
    /// <param name="caption">The caption of the picture.</param>
    /// <returns>
    /// The caption itself where it names no side; with left and right exchanged where it does; null where that cannot be told ("he left", "right behind"), or
    /// where it tells of something written. Then the picture is shown unmirrored with this caption.
    /// </returns>
    public static string? Of(string caption)
    {
        ArgumentNullException.ThrowIfNull(caption);
        string[] parts = caption.Split(' ');
        string[] words = Array.ConvertAll(parts, part => part.Trim('.', ',', ';', ':', '!', '?', '"', '\'', '(', ')'));
        if (words.Any(Written.Contains))
        {
            return null;
        }

        for (int i = 0; i < words.Length; i++)
        {
            if (!Opposites.TryGetValue(words[i], out string? opposite))
            {
                continue;
            }

            bool isPlain = words[i].Equals("left", StringComparison.OrdinalIgnoreCase) || words[i].Equals("right", StringComparison.OrdinalIgnoreCase);
            if (isPlain && !(i > 0 && Before.Contains(words[i - 1])) && !(i + 1 < words.Length && After.Contains(words[i + 1])))
            {
                return null;
            }

            parts[i] = parts[i].Replace(words[i], char.IsUpper(words[i][0]) ? char.ToUpperInvariant(opposite[0]) + opposite[1..] : opposite, StringComparison.Ordinal);
        }

        return string.Join(' ', parts);
    }
}
