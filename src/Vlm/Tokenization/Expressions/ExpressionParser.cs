namespace Vlm.Tokenization;

/// <summary>
/// Reads a regular expression as Oniguruma does and turns it into the parts of one of .NET's: syntax that both share, and
/// sets of code points. What cannot be had so is refused: captures that are looked back at, \X, \K, \G, absent operators.
/// </summary>
internal sealed class ExpressionParser
{
    private const int LongestPattern = 1 << 13, Deepest = 50;
    private static readonly CodePointSet NewLine = CodePointSet.Of('\n');
    private readonly PatternReader _pattern;
    private readonly EscapeReader _escapes;
    private readonly BracketReader _brackets;
    private readonly List<ExpressionPart> _parts = [];
    private bool _ignoreCase;
    private bool _dotMatchesNewLine;
    private bool _freeSpacing;
    private int _depth;

    private ExpressionParser(string expression)
    {
        _pattern = new PatternReader(expression);
        _escapes = new EscapeReader(_pattern);
        _brackets = new BracketReader(_pattern, _escapes);
    }

    /// <exception cref="ExpressionException">The expression is wrong, too long, or asks for what is not supported.</exception>
    public static List<ExpressionPart> Parse(string expression)
    {
        ExpressionParser parser = new(expression);
        if (expression.Length > LongestPattern)
        {
            throw new ExpressionException($"it has {expression.Length} characters, more than the {LongestPattern} that are read");
        }

        parser.Alternatives();
        return parser._pattern.AtEnd ? parser._parts : throw parser._pattern.Error("a ')' closes nothing");
    }

    /// <summary>Reads up to the end or the ')' of the group. Options set inside hold until there.</summary>
    private void Alternatives()
    {
        (bool ignoreCase, bool dot, bool free) = (_ignoreCase, _dotMatchesNewLine, _freeSpacing);
        if (++_depth > Deepest)
        {
            throw _pattern.Error($"groups are nested deeper than {Deepest}");
        }

        while (!_pattern.AtEnd && _pattern.Peek != ')')
        {
            if (_pattern.TryTake("|"))
            {
                Add("|");
            }
            else if (!SkippedFreeSpacing())
            {
                int start = _parts.Count;
                Atom();
                Quantifiers(start);
            }
        }

        _depth--;
        (_ignoreCase, _dotMatchesNewLine, _freeSpacing) = (ignoreCase, dot, free);
    }

    private bool SkippedFreeSpacing()
    {
        if (_freeSpacing && _pattern.TryTake("#"))
        {
            while (!_pattern.AtEnd && _pattern.Next() != '\n')
            {
            }

            return true;
        }

        bool space = _freeSpacing && _pattern.Peek is ' ' or '\t' or '\n' or '\r' or '\f' or '\v';
        if (space && _freeSpacing)
        {
            _pattern.Next();
        }

        return space && _freeSpacing;
    }

    private void Atom()
    {
        if (_pattern.TryTake("("))
        {
            Group();
        }
        else if (_pattern.TryTake("["))
        {
            Add(_brackets.Read(_ignoreCase));
        }
        else if (_pattern.TryTake("."))
        {
            Add(_dotMatchesNewLine ? CodePointSet.All : NewLine.Negate());
        }
        else if (_pattern.TryTake("^"))
        {
            Add("(?:\\A|(?<=");
            Add(NewLine);
            Add(")(?!\\z))");
        }
        else if (_pattern.TryTake("$"))
        {
            Add("(?:\\z|(?=");
            Add(NewLine);
            Add("))");
        }
        else if (_pattern.TryTake("\\"))
        {
            Escape();
        }
        else if (_pattern.Peek is '*' or '+' or '?')
        {
            throw _pattern.Error("there is nothing to repeat");
        }
        else
        {
            AddFolded(CodePointSet.Of(_pattern.Next()));
        }
    }

    private void Escape()
    {
        switch (_pattern.Peek)
        {
            case 'A' or 'z':
                Add($"\\{(char)_pattern.Next()}");
                break;
            case 'Z':
                _pattern.Next();
                Add("(?:\\z|(?=");
                Add(NewLine);
                Add("\\z))");
                break;
            case 'b' or 'B':
                WordBoundary(_pattern.Next() == 'b');
                break;
            case 'N':
                _pattern.Next();
                Add(NewLine.Negate());
                break;
            case 'O':
                _pattern.Next();
                Add(CodePointSet.All);
                break;
            case 'R':
                _pattern.Next();
                Add("(?>");
                Add(CodePointSet.Of('\r'));
                Add(NewLine);
                Add("|");
                Add(CodePointSet.Range('\n', '\r').Union(CodePointSet.Of(0x85)).Union(CodePointSet.Range(0x2028, 0x2029)));
                Add(")");
                break;
            default:
                AddFolded(_escapes.Read(inBracket: false, out int codePoint) ?? CodePointSet.Of(codePoint));
                break;
        }
    }

    private void WordBoundary(bool between)
    {
        foreach (string syntax in (string[])(between ? ["(?:(?<=", ")(?!", ")|(?<!", ")(?="] : ["(?:(?<=", ")(?=", ")|(?<!", ")(?!"]))
        {
            Add(syntax);
            Add(NamedSets.Word);
        }

        Add("))");
    }

    /// <summary>A group whose '(' has been passed. No group captures: nothing looks back at one.</summary>
    private void Group()
    {
        if (_pattern.TryTake("?#"))
        {
            _pattern.Until(")");
            return;
        }

        foreach (string kind in (string[])["?:", "?=", "?!", "?>", "?<=", "?<!"])
        {
            if (_pattern.TryTake(kind))
            {
                Inside($"({kind}");
                return;
            }
        }

        if (_pattern.TryTake("?<"))
        {
            _pattern.Until(">");
            Inside("(?:");
        }
        else if (_pattern.TryTake("?"))
        {
            Options();
        }
        else
        {
            Inside("(?:");
        }
    }

    private void Inside(string opening)
    {
        Add(opening);
        Alternatives();
        _pattern.Expect(")");
        Add(")");
    }

    /// <summary>(?i-m:…), or (?i) for all that follows in this group, its alternatives included.</summary>
    private void Options()
    {
        (bool ignoreCase, bool dot, bool free) = (_ignoreCase, _dotMatchesNewLine, _freeSpacing);
        int letter;
        for (bool on = true; (letter = _pattern.Next()) is not (':' or ')');)
        {
            switch (letter)
            {
                case '-':
                    on = false;
                    break;
                case 'i':
                    _ignoreCase = on;
                    break;
                case 'm':
                    _dotMatchesNewLine = on;
                    break;
                case 'x':
                    _freeSpacing = on;
                    break;
                default:
                    throw _pattern.Error("this kind of group is not supported");
            }
        }

        Add("(?:");
        Alternatives();
        if (letter == ':')
        {
            _pattern.Expect(")");
        }

        Add(")");
        (_ignoreCase, _dotMatchesNewLine, _freeSpacing) = (ignoreCase, dot, free);
    }

    /// <summary>Repeats what the parts from an index on stand for; a second quantifier repeats the first one's whole.</summary>
    private void Quantifiers(int start)
    {
        for (int repeated = 0; _parts.Count > start; repeated++)
        {
            bool plain = _pattern.Peek is '*' or '+' or '?';
            (int Least, int? Most)? interval = plain ? null : _pattern.Interval();
            if (!plain && interval is null)
            {
                return;
            }

            if (repeated == Deepest)
            {
                throw _pattern.Error($"more than {Deepest} quantifiers follow each other");
            }

            // Only *, + and ? have a possessive form, and {n}? is no lazy one: it makes the repetition optional.
            string syntax = plain ? $"{(char)_pattern.Next()}" : $"{{{interval!.Value.Least},{interval.Value.Most}}}";
            bool possessive = plain && _pattern.TryTake("+");
            Multiply(start, interval is { } counted ? Math.Max(1, counted.Most ?? counted.Least + 1) : 1);
            bool lazy = !possessive && (plain || interval!.Value.Least != interval.Value.Most) && _pattern.TryTake("?");
            _parts.Insert(start, new ExpressionPart(possessive ? "(?>(?:" : "(?:(?:", null));
            Add(")" + syntax + (lazy ? "?" : "") + ")");
        }
    }

    private void Multiply(int start, int times)
    {
        for (int i = start; i < _parts.Count && times > 1; i++)
        {
            _parts[i] = _parts[i] with { Copies = Math.Min(_parts[i].Copies * times, int.MaxValue) };
        }
    }

    private void AddFolded(CodePointSet set) => Add(_ignoreCase ? CaseFolding.Close(set) : set);

    private void Add(string syntax) => _parts.Add(new ExpressionPart(syntax, null));

    private void Add(CodePointSet set) => _parts.Add(new ExpressionPart("", set));
}
