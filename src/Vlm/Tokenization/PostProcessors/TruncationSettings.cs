namespace Vlm.Tokenization;

/// <summary>How tokens are cut to a greatest length.</summary>
internal readonly record struct TruncationSettings
{
    public required int MaxLength { get; init; }

    public TruncationStrategy Strategy { get; init; }

    /// <summary>Whether the beginning is cut off rather than the end.</summary>
    public bool FromLeft { get; init; }

    /// <summary>How many tokens neighbouring pieces of a cut text have in common.</summary>
    public int Stride { get; init; }

    /// <summary>How many tokens of each text remain.</summary>
    /// <param name="first">Tokens of the first text.</param>
    /// <param name="second">Tokens of the second text; null where there is none.</param>
    /// <param name="added">Special tokens that must fit as well.</param>
    /// <exception cref="InvalidInputException">The strategy cannot make it short enough.</exception>
    public (int First, int Second) Keep(int first, int? second, int added)
    {
        int room = MaxLength - added;
        if (room < 0)
        {
            throw new InvalidInputException($"A greatest length of {MaxLength} has no room for the {added} special tokens; allow at least {added}.");
        }

        int total = first + (second ?? 0);
        if (total <= room)
        {
            return (first, second ?? 0);
        }

        return (Strategy, second) switch
        {
            (TruncationStrategy.LongestFirst, null) => (room, 0),
            (TruncationStrategy.LongestFirst, { } n) => KeepLongestFirst(first, n, room),
            (TruncationStrategy.OnlyFirst, _) => (Shorten(first, total - room), second ?? 0),
            (_, { } n) => (first, Shorten(n, total - room)),
            _ => throw new InvalidInputException("The tokenizer cuts the second text only, but there is none. Give a second text, or set TokenizerOptions.Truncate to false."),
        };
    }

    private static (int First, int Second) KeepLongestFirst(int first, int second, int room)
    {
        int shorter = Math.Min(first, second);
        int longer = shorter > room ? shorter : Math.Max(shorter, room - shorter);
        if (shorter + longer > room)
        {
            shorter = room / 2;
            longer = shorter + (room % 2);
        }

        return first > second ? (longer, shorter) : (shorter, longer);
    }

    private int Shorten(int length, int remove) => length > remove
        ? length - remove
        : throw new InvalidInputException($"{remove} tokens must be cut to reach {MaxLength}, but the text to cut ({Strategy}) has only {length}. Shorten the other text.");
}
