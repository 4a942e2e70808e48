using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;

namespace Vlm.Tokenization;

/// <summary>
/// A regular expression of a tokenizer.json, with the meaning that Oniguruma gives it. Where it is small and looks neither ahead nor
/// back it is matched in linear time; otherwise all expressions that a text meets are given up after a second. Thread-safe.
/// </summary>
internal sealed class Expression
{
    // The time of a linear match grows with the size of its machine too.
    private const long LargestMachine = 500;
    private const int ParsingSteps = 1 << 18, MatchSteps = 16, LookEvery = 16;

    // The engine looks at the clock within one match, and here between matches and texts: together they end in time.
    private static readonly TimeSpan OneMatch = Effort.Patience / 2;
    private readonly string _source;
    private readonly ExpressionAlphabet _alphabet;
    private readonly Regex _regex;

    private Expression(string source, ExpressionAlphabet alphabet, Regex regex)
    {
        _source = source;
        _alphabet = alphabet;
        _regex = regex;
    }

    /// <exception cref="ExpressionException">The expression is wrong or asks for what is not supported.</exception>
    public static Expression Parse(string source)
    {
        Effort.Spend(ParsingSteps);
        List<ExpressionPart> parts = ExpressionParser.Parse(source);
        List<CodePointSet> sets = [];
        foreach (ExpressionPart part in parts)
        {
            if (part.Set is { } set && !sets.Any(set.Equals))
            {
                sets.Add(set);
            }
        }

        ExpressionAlphabet alphabet = ExpressionAlphabet.Create(sets);
        StringBuilder pattern = new();
        foreach (ExpressionPart part in parts)
        {
            pattern.Append(part.Set is { } set ? alphabet.Bracket(set) : part.Syntax);
        }

        try
        {
            return new Expression(source, alphabet, Compile(pattern.ToString(), parts.Sum(part => part.Copies)));
        }
        catch (ArgumentException)
        {
            throw new ExpressionException("it is not well-formed");
        }
    }

    /// <summary>Adds where the expression matches, from left to right, as (start, end); an empty match right after another one is none.</summary>
    /// <exception cref="InvalidInputException">This and the others that the text met before take more than a second.</exception>
    public void FindMatches(ReadOnlySpan<char> text, List<(int Start, int End)> found)
    {
        char[] rented = ArrayPool<char>.Shared.Rent(Math.Max(text.Length, 1));
        long began = Effort.BeginTiming();
        bool backtracks = (_regex.Options & RegexOptions.NonBacktracking) == 0;
        try
        {
            if (backtracks && Effort.IsOver(began))
            {
                throw new RegexMatchTimeoutException();
            }

            int length = _alphabet.Spell(text, rented), letters = 0, units = 0, last = -1;
            foreach (ValueMatch match in _regex.EnumerateMatches(rented.AsSpan(0, length)))
            {
                bool looks = found.Count % LookEvery == 0;
                if ((backtracks || looks) && Effort.IsOver(began))
                {
                    throw new RegexMatchTimeoutException();
                }

                Effort.Spend(looks ? LookEvery * MatchSteps : 0);

                if (match.Length == 0 && match.Index == last)
                {
                    continue;
                }

                last = match.Index + match.Length;
                int start = UnitsAt(text, match.Index, ref letters, ref units);
                found.Add((start, UnitsAt(text, last, ref letters, ref units)));
            }
        }
        catch (RegexMatchTimeoutException)
        {
            throw new InvalidInputException($"The tokenizer's regular expression {_source} took more than {Effort.Patience.TotalSeconds} second, with those before it, on a text of {text.Length} characters. Shorten the text.");
        }
        finally
        {
            Effort.EndTiming(began);
            ArrayPool<char>.Shared.Return(rented);
        }
    }

    private static Regex Compile(string pattern, long size)
    {
        if (size > LargestMachine)
        {
            return new Regex(pattern, RegexOptions.CultureInvariant, OneMatch);
        }

        try
        {
            // No limit of its own: linear time needs none, and .NET 10.0 finds wrong matches at the places where it would look at the clock.
            return new Regex(pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
        }
        catch (NotSupportedException)
        {
            return new Regex(pattern, RegexOptions.CultureInvariant, OneMatch);
        }
    }

    /// <summary>Goes on from one place, in letters and in code units, to another.</summary>
    private static int UnitsAt(ReadOnlySpan<char> text, int target, ref int letters, ref int units)
    {
        for (; letters < target; letters++)
        {
            units += char.IsHighSurrogate(text[units]) && units + 1 < text.Length ? 2 : 1;
        }

        return units;
    }
}
