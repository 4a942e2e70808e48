namespace Vlm.Tokenization.Chat;

/// <summary>Cuts a template into tokens, with trim_blocks and lstrip_blocks on, as Hugging Face sets them.</summary>
/// <remarks>The rules of white space are Jinja's: "-" strips on its side, "+" keeps, a tag alone on its line takes the line with it.</remarks>
internal sealed class Lexer
{
    private readonly string _source;
    private readonly List<Token> _tokens = [];
    private int _at;
    private bool _lineStarts = true;

    private Lexer(string source) => _source = source;

    /// <summary>Line breaks as "\n", and the one at the very end dropped.</summary>
    public static string Normalize(string source)
    {
        string text = source.Contains('\r', StringComparison.Ordinal)
            ? source.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n')
            : source;
        return text.EndsWith('\n') ? text[..^1] : text;
    }

    /// <param name="source">Normalized.</param>
    public static List<Token> Tokenize(string source)
    {
        Lexer lexer = new(source);
        lexer.Run();
        return lexer._tokens;
    }

    private void Run()
    {
        while (_at < _source.Length)
        {
            int begin = NextMark();
            if (begin < 0)
            {
                Emit(TokenKind.Data, _source[_at..], _at);
                break;
            }

            char kind = _source[begin + 1];
            int after = begin + 2;
            char sign = after < _source.Length && _source[after] is '-' or '+' ? _source[after] : '\0';
            after += sign == '\0' ? 0 : 1;
            EmitData(begin, sign, mayTakeLine: kind != '{');
            _lineStarts = false;
            if (kind == '#')
            {
                SkipComment(begin, after);
            }
            else if (kind == '%' && RawBegin(after) is { } raw)
            {
                _at = raw;
                _lineStarts = _source[raw - 1] == '\n';
                ReadRaw(begin);
            }
            else
            {
                ReadTag(kind, begin, after);
            }
        }

        Emit(TokenKind.End, "", _source.Length);
    }

    private int NextMark()
    {
        for (int i = _at; ; i++)
        {
            i = _source.IndexOf('{', i);
            if (i < 0 || i + 1 >= _source.Length)
            {
                return -1;
            }

            if (_source[i + 1] is '{' or '%' or '#')
            {
                return i;
            }
        }
    }

    private void EmitData(int end, char sign, bool mayTakeLine)
    {
        ReadOnlySpan<char> text = _source.AsSpan(_at, end - _at);
        if (sign == '-')
        {
            text = text[..PythonText.TrimmedEnd(text)];
        }
        else if (sign != '+' && mayTakeLine)
        {
            int line = text.LastIndexOf('\n') + 1;
            if ((line > 0 || _lineStarts) && line < text.Length && PythonText.TrimmedEnd(text[line..]) == 0)
            {
                text = text[..line];
            }
        }

        if (!text.IsEmpty)
        {
            Emit(TokenKind.Data, text.ToString(), _at);
        }
    }

    private void SkipComment(int begin, int from)
    {
        int end = _source.IndexOf("#}", from, StringComparison.Ordinal);
        if (end < 0)
        {
            throw TemplateFault.Syntax("Missing end of comment tag", begin);
        }

        CloseMark(end + 2, end > from ? _source[end - 1] : '\0');
    }

    /// <summary>The place after "raw %}" where a raw block begins here; null where none does.</summary>
    private int? RawBegin(int from)
    {
        int at = SkipSpace(from);
        if (string.CompareOrdinal(_source, at, "raw", 0, 3) != 0)
        {
            return null;
        }

        at = SkipSpace(at + 3);
        return string.CompareOrdinal(_source, at, "-%}", 0, 3) == 0 ? SkipSpace(at + 3)
            : string.CompareOrdinal(_source, at, "%}", 0, 2) == 0 ? at + 2
            : null;
    }

    private void ReadRaw(int begin)
    {
        for (int i = _at; ; i++)
        {
            i = _source.IndexOf("{%", i, StringComparison.Ordinal);
            if (i < 0)
            {
                throw TemplateFault.Syntax("Missing end of raw directive", begin);
            }

            char sign = i + 2 < _source.Length && _source[i + 2] is '-' or '+' ? _source[i + 2] : '\0';
            int at = SkipSpace(sign == '\0' ? i + 2 : i + 3);
            if (string.CompareOrdinal(_source, at, "endraw", 0, 6) != 0)
            {
                continue;
            }

            at = SkipSpace(at + 6);
            char close = at < _source.Length && _source[at] is '-' or '+' ? _source[at] : '\0';
            at += close == '\0' ? 0 : 1;
            if (string.CompareOrdinal(_source, at, "%}", 0, 2) == 0)
            {
                EmitData(i, sign, mayTakeLine: true);
                CloseMark(at + 2, close);
                return;
            }
        }
    }

    private void ReadTag(char kind, int begin, int from)
    {
        bool block = kind == '%';
        Emit(block ? TokenKind.BlockBegin : TokenKind.VariableBegin, "", begin);
        TagLexer tag = new(_source, from, block, _tokens);
        if (tag.Read())
        {
            _at = tag.At;
            int end = _at;
            if (block)
            {
                CloseMark(end, tag.CloseSign);
            }
            else if (tag.CloseSign == '-')
            {
                _at = SkipSpace(end);
                _lineStarts = _source[_at - 1] == '\n';
            }
        }
        else
        {
            _at = _source.Length;
        }
    }

    /// <summary>Goes on after a statement, comment or raw block: "-" eats white space, "+" nothing, otherwise one line break goes.</summary>
    private void CloseMark(int end, char sign)
    {
        _at = sign == '-' ? SkipSpace(end)
            : sign != '+' && end < _source.Length && _source[end] == '\n' ? end + 1
            : end;
        _lineStarts = _source[_at - 1] == '\n';
    }

    private int SkipSpace(int from)
    {
        while (from < _source.Length && PythonText.IsSpace(_source[from]))
        {
            from++;
        }

        return from;
    }

    private void Emit(TokenKind kind, string text, int position) => _tokens.Add(new Token(kind, text, position));
}
