using System.Text;

namespace Vlm.Tests.Architecture;

/// <summary>C# text without what only looks like code: comments, and the contents of strings. Line breaks stay where they are.</summary>
internal sealed class CSharpText
{
    private readonly string _text;
    private readonly StringBuilder _code = new();
    private readonly StringBuilder _codeAndStrings = new();
    private int _at;

    private CSharpText(string text) => _text = text;

    /// <summary>The text without comments; strings are empty, the code in their interpolation holes is kept.</summary>
    public static string Code(string text)
    {
        CSharpText scan = new(text);
        scan.ScanCode(inHole: false);
        return scan._code.ToString();
    }

    /// <summary>The text without comments only.</summary>
    public static string WithoutComments(string text)
    {
        CSharpText scan = new(text);
        scan.ScanCode(inHole: false);
        return scan._codeAndStrings.ToString();
    }

    private void ScanCode(bool inHole)
    {
        int depth = 0;
        while (_at < _text.Length)
        {
            char c = _text[_at];
            if (inHole && c == '}' && depth == 0)
            {
                return;
            }

            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (Starts("//"))
            {
                Skip(Until("\n", _at));
            }
            else if (Starts("/*"))
            {
                int end = _text.IndexOf("*/", _at + 2, StringComparison.Ordinal);
                Skip(end < 0 ? _text.Length : end + 2);
            }
            else if (c == '\'')
            {
                ScanQuoted('\'', verbatim: false, dollars: 0);
            }
            else if (c is '"' or '$' or '@' && StringStart() is { } start)
            {
                ScanString(start.Dollars, start.Verbatim, start.Quotes);
            }
            else
            {
                Keep(c);
                _at++;
            }
        }
    }

    // The prefix $, $$, @, $@ or @$ and the number of quotes, if a string begins here; the position is then its first quote.
    private (int Dollars, bool Verbatim, int Quotes)? StringStart()
    {
        int i = _at, dollars = 0;
        bool verbatim = false;
        for (; i < _text.Length && _text[i] is '$' or '@'; i++)
        {
            dollars += _text[i] == '$' ? 1 : 0;
            verbatim |= _text[i] == '@';
        }

        int quotes = 0;
        while (i + quotes < _text.Length && _text[i + quotes] == '"')
        {
            quotes++;
        }

        if (quotes == 0)
        {
            return null;
        }

        _at = i;
        return (dollars, verbatim, quotes);
    }

    private void ScanString(int dollars, bool verbatim, int quotes)
    {
        if (quotes >= 3 && !verbatim)
        {
            ScanRaw(dollars, quotes);
        }
        else
        {
            ScanQuoted('"', verbatim, dollars);
        }
    }

    private void ScanQuoted(char quote, bool verbatim, int dollars)
    {
        Keep(quote);
        _at++;
        while (_at < _text.Length)
        {
            char c = _text[_at];
            if (c == quote && verbatim && _at + 1 < _text.Length && _text[_at + 1] == quote)
            {
                KeepString(2);
            }
            else if (c == quote)
            {
                Keep(quote);
                _at++;
                return;
            }
            else if (c == '\\' && !verbatim)
            {
                KeepString(2);
            }
            else if (c == '{' && dollars > 0)
            {
                ScanHole(1);
            }
            else
            {
                KeepString(1);
            }
        }
    }

    private void ScanRaw(int dollars, int quotes)
    {
        string fence = new('"', quotes);
        Keep('"');
        _codeAndStrings.Append(fence, 1, quotes - 1);
        _at += quotes;
        while (_at < _text.Length && !Starts(fence))
        {
            if (dollars > 0 && Starts(new string('{', dollars)))
            {
                ScanHole(dollars);
            }
            else
            {
                KeepString(1);
            }
        }

        Keep('"');
        _codeAndStrings.Append(fence, 1, quotes - 1);
        _at = Math.Min(_text.Length, _at + quotes);
    }

    private void ScanHole(int braces)
    {
        if (braces == 1 && Starts("{{"))
        {
            KeepString(2);
            return;
        }

        KeepString(braces);
        _code.Append(' ');
        ScanCode(inHole: true);
        _code.Append(' ');
        KeepString(braces);
    }

    private bool Starts(string what) => string.CompareOrdinal(_text, _at, what, 0, what.Length) == 0;

    private int Until(string what, int from)
    {
        int found = _text.IndexOf(what, from, StringComparison.Ordinal);
        return found < 0 ? _text.Length : found;
    }

    private void Keep(char c)
    {
        _code.Append(c);
        _codeAndStrings.Append(c);
    }

    private void KeepString(int count)
    {
        for (int end = Math.Min(_text.Length, _at + count); _at < end; _at++)
        {
            _codeAndStrings.Append(_text[_at]);
            if (_text[_at] == '\n')
            {
                _code.Append('\n');
            }
        }
    }

    private void Skip(int end)
    {
        for (; _at < end; _at++)
        {
            if (_text[_at] == '\n')
            {
                Keep('\n');
            }
        }
    }
}
