using System.Diagnostics;

namespace Vlm.Tokenization;

/// <summary>
/// What one text, one decoding or the reading of one file may cost on its thread, so that no tokenizer.json keeps a program busy for
/// ever or fills its memory. The count of steps comes first: the same text ends at the same place on every machine. Time
/// is counted only inside regular expressions that may backtrack.
/// </summary>
internal static class Effort
{
    /// <summary>How long regular expressions may take.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    // The letter that grows most becomes 18 letters, and each of them two bytes; a text may get a prefix beside that.
    private const int MostGrowth = 64, MostAdded = 1 << 16, MostLength = 1 << 24;

    /// <summary>The steps of one edge of a trie, which mostly lies outside the nearest memory.</summary>
    public const int TrieStep = 4;

    /// <summary>The steps of one character that a normalizer rewrites.</summary>
    public const int RewriteStep = 4;

    /// <summary>The steps of one character of a stretch that is looked up in a vocabulary.</summary>
    public const int LookupStep = 3;

    // A step is about a character looked at; a mebibyte of ordinary text takes 10 to 50 million.
    private const long MostSteps = 1L << 27;

    [ThreadStatic]
    private static long _length;
    [ThreadStatic]
    private static long _steps;
    [ThreadStatic]
    private static long _ticks;

    /// <summary>Begins something new.</summary>
    /// <param name="length">How long it is, in code units.</param>
    public static void Begin(int length)
    {
        _length = Math.Min(((long)length * MostGrowth) + MostAdded, MostLength);
        _steps = 0;
        _ticks = 0;
    }

    /// <summary>Counts characters handled, or entries looked at.</summary>
    /// <exception cref="InvalidInputException">They are too many.</exception>
    public static void Spend(long steps)
    {
        _steps += steps;
        if (_steps > MostSteps)
        {
            throw new InvalidInputException($"The tokenizer's files ask for more than {MostSteps} steps of work. Shorten the text; ordinary files never ask for so many, so fetch them again.");
        }
    }

    /// <summary>Refuses a text under way that grows beyond measure.</summary>
    /// <exception cref="InvalidInputException">It is much longer than what was begun with.</exception>
    public static void CheckLength(long length)
    {
        if (length > _length)
        {
            throw new InvalidInputException($"The tokenizer's files make {length} characters of a text that may grow to {_length}. Ordinary files never do; fetch them again.");
        }
    }

    /// <summary>Refuses a row beyond measure.</summary>
    /// <exception cref="InvalidInputException">It is longer than any text needs.</exception>
    public static void CheckRow(long length)
    {
        if (length > MostLength)
        {
            throw new InvalidInputException($"A row of {length} tokens is longer than the {MostLength} that are allowed. Shorten the length that rows are padded to.");
        }
    }

    /// <summary>Begins to time a regular expression; what it gives is for <see cref="IsOver"/> and <see cref="EndTiming"/>.</summary>
    public static long BeginTiming() => Stopwatch.GetTimestamp();

    /// <summary>Whether all regular expressions together have taken too long.</summary>
    public static bool IsOver(long began) => Stopwatch.GetElapsedTime(began - _ticks) > Patience;

    /// <summary>Adds what has passed to the time of the expressions before.</summary>
    public static void EndTiming(long began) => _ticks += Stopwatch.GetTimestamp() - began;
}
