using System.Text;

namespace Vlm.Tokenization;

/// <summary>
/// The code points that an expression's sets do not tell apart are one letter here, a single UTF-16 unit: so .NET's regular
/// expressions, which work on code units and know other Unicode tables, match code points by the reference's. Thread-safe.
/// </summary>
internal sealed class ExpressionAlphabet
{
    private const int FirstLetter = 0x100, MostLetters = 8192, PageBits = 8;
    private readonly int[] _starts;
    private readonly char[] _letters;
    private readonly char[] _ascii = new char[128];
    private readonly char[]?[] _pages = new char[CodePointSet.End >> PageBits][];

    private ExpressionAlphabet(int[] starts, char[] letters)
    {
        _starts = starts;
        _letters = letters;
        for (int c = 0; c < _ascii.Length; c++)
        {
            _ascii[c] = Find(c);
        }
    }

    /// <exception cref="ExpressionException">The sets tell too many kinds of code points apart.</exception>
    public static ExpressionAlphabet Create(IReadOnlyList<CodePointSet> sets)
    {
        SortedDictionary<int, List<int>> toggles = new() { [0] = [] };
        for (int i = 0; i < sets.Count; i++)
        {
            foreach (int bound in sets[i].Bounds)
            {
                (toggles.TryGetValue(bound, out List<int>? here) ? here : toggles[bound] = []).Add(i);
            }
        }

        Dictionary<string, char> known = new(StringComparer.Ordinal);
        SortedSet<int> inside = [];
        List<char> letters = [];
        foreach (List<int> here in toggles.Values)
        {
            inside.SymmetricExceptWith(here);
            Effort.Spend(inside.Count + here.Count);
            string signature = string.Join(' ', inside);
            if (!known.TryGetValue(signature, out char letter))
            {
                letter = known.Count < MostLetters ? (char)(FirstLetter + known.Count) : throw new ExpressionException($"it tells more than {MostLetters} kinds of characters apart");
                known.Add(signature, letter);
            }

            letters.Add(letter);
        }

        return new ExpressionAlphabet([.. toggles.Keys], [.. letters]);
    }

    /// <summary>The letters of a set that was given to <see cref="Create"/>, between brackets.</summary>
    public string Bracket(CodePointSet set)
    {
        SortedSet<char> inside = [];
        Effort.Spend(_starts.Length);
        for (int i = 0; i < _starts.Length; i++)
        {
            if (_starts[i] < CodePointSet.End && set.Contains(_starts[i]))
            {
                inside.Add(_letters[i]);
            }
        }

        // A set without any letter: what follows never matches.
        return inside.Count == 0 ? "(?!)" : $"[{string.Concat(inside)}]";
    }

    /// <summary>Writes the letter of each code point of a text; the buffer is at least as long as the text.</summary>
    /// <returns>How many letters there are.</returns>
    public int Spell(ReadOnlySpan<char> text, Span<char> letters)
    {
        int length = 0;
        for (int i = 0; i < text.Length; i++)
        {
            char unit = text[i];
            if (unit < 0x80)
            {
                letters[length++] = _ascii[unit];
                continue;
            }

            int codePoint = unit;
            if (char.IsHighSurrogate(unit) && i + 1 < text.Length)
            {
                codePoint = char.ConvertToUtf32(unit, text[++i]);
            }

            letters[length++] = (_pages[codePoint >> PageBits] ??= Page(codePoint >> PageBits))[codePoint & ((1 << PageBits) - 1)];
        }

        return length;
    }

    private char[] Page(int page)
    {
        char[] letters = new char[1 << PageBits];
        for (int i = 0; i < letters.Length; i++)
        {
            letters[i] = Find((page << PageBits) + i);
        }

        return letters;
    }

    private char Find(int codePoint)
    {
        int at = Array.BinarySearch(_starts, codePoint);
        return _letters[at >= 0 ? at : ~at - 1];
    }
}
