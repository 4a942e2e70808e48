using System.Buffers;

namespace Vlm.Tokenization.Chat;

/// <summary>Cuts what stands between "{{" and "}}", or between "{%" and "%}", into tokens.</summary>
internal sealed class TagLexer(string source, int from, bool block, List<Token> tokens)
{
    private static readonly string[] Operators =
        ["//", "**", "==", "!=", ">=", "<=", "+", "-", "/", "*", "%", "~", "[", "]", "(", ")", "{", "}", ">", "<", "=", ".", ":", "|", ",", ";"];

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789");
    private readonly Stack<string> _open = [];

    /// <summary>The code unit after the closing mark.</summary>
    public int At { get; private set; } = from;

    /// <summary>"-" or "+" before the closing mark; otherwise nothing.</summary>
    public char CloseSign { get; private set; }

    /// <summary>Whether the closing mark was found.</summary>
    public bool Read()
    {
        while (At < source.Length)
        {
            if (_open.Count == 0 && Closes())
            {
                return true;
            }

            char c = source[At];
            if (PythonText.IsSpace(c))
            {
                At++;
            }
            else if (NumberLength(At, out bool isFloat) is > 0 and int length)
            {
                Emit(isFloat ? TokenKind.Float : TokenKind.Integer, source.Substring(At, length), length);
            }
            else if (IsWord(c))
            {
                ReadName();
            }
            else if (c is '\'' or '"')
            {
                ReadString(c);
            }
            else
            {
                ReadOperator();
            }
        }

        return false;
    }

    private bool Closes()
    {
        string mark = block ? "%}" : "}}";
        char sign = source[At] == '-' || (block && source[At] == '+') ? source[At] : '\0';
        int at = sign == '\0' ? At : At + 1;
        if (string.CompareOrdinal(source, at, mark, 0, 2) != 0)
        {
            return false;
        }

        Emit(block ? TokenKind.BlockEnd : TokenKind.VariableEnd, "", at + 2 - At);
        CloseSign = sign;
        return true;
    }

    private void ReadName()
    {
        int end = At;
        while (end < source.Length && IsWord(source[end]))
        {
            end++;
        }

        if (char.IsDigit(source[At]) || char.GetUnicodeCategory(source[At]) is System.Globalization.UnicodeCategory.OtherNumber)
        {
            throw TemplateFault.Syntax("Invalid character in identifier", At);
        }

        Emit(TokenKind.Name, source[At..end], end - At);
    }

    private void ReadString(char quote)
    {
        int end = At + 1;
        while (end < source.Length && source[end] != quote)
        {
            end += source[end] == '\\' ? 2 : 1;
        }

        if (end >= source.Length)
        {
            throw TemplateFault.Syntax($"unexpected char {quote} at {At}; the string does not end", At);
        }

        Emit(TokenKind.String, StringLiteral.Unescape(source.AsSpan(At + 1, end - At - 1), At), end + 1 - At);
    }

    private void ReadOperator()
    {
        foreach (string op in Operators)
        {
            if (string.CompareOrdinal(source, At, op, 0, op.Length) == 0)
            {
                Balance(op);
                Emit(TokenKind.Operator, op, op.Length);
                return;
            }
        }

        throw TemplateFault.Syntax($"unexpected char '{source[At]}' at {At}", At);
    }

    private void Balance(string op)
    {
        if (op is "{" or "(" or "[")
        {
            _open.Push(op == "{" ? "}" : op == "(" ? ")" : "]");
        }
        else if (op is "}" or ")" or "]")
        {
            if (!_open.TryPop(out string? expected))
            {
                throw TemplateFault.Syntax($"unexpected '{op}'", At);
            }

            if (expected != op)
            {
                throw TemplateFault.Syntax($"unexpected '{op}', expected '{expected}'", At);
            }
        }
    }

    /// <summary>The length of a number literal here; 0 where there is none. Digits may be parted by single underscores.</summary>
    private int NumberLength(int at, out bool isFloat)
    {
        isFloat = false;
        if (!char.IsAsciiDigit(source[at]))
        {
            return 0;
        }

        int digits = DigitsEnd(at, Digits);
        if (at == 0 || source[at - 1] != '.')
        {
            int fraction = digits + 1 < source.Length && source[digits] == '.' && char.IsAsciiDigit(source[digits + 1]) ? DigitsEnd(digits + 1, Digits) : digits;
            int exponent = ExponentEnd(fraction);
            isFloat = exponent > digits;
            if (isFloat)
            {
                return exponent - at;
            }
        }

        if (source[at] != '0')
        {
            return digits - at;
        }

        string? allowed = at + 1 >= source.Length ? null : char.ToLowerInvariant(source[at + 1]) switch { 'x' => "0123456789abcdefABCDEF", 'o' => "01234567", 'b' => "01", _ => null };
        int start = at + 2;
        if (allowed is not null && start < source.Length)
        {
            SearchValues<char> set = SearchValues.Create(allowed);
            start += source[start] == '_' ? 1 : 0;
            if (start < source.Length && set.Contains(source[start]))
            {
                return DigitsEnd(start, set) - at;
            }
        }

        return DigitsEnd(at, SearchValues.Create("0")) - at;
    }

    private int ExponentEnd(int at)
    {
        if (at >= source.Length || source[at] is not ('e' or 'E'))
        {
            return at;
        }

        int digits = at + 1 < source.Length && source[at + 1] is '+' or '-' ? at + 2 : at + 1;
        return digits < source.Length && char.IsAsciiDigit(source[digits]) ? DigitsEnd(digits, Digits) : at;
    }

    private int DigitsEnd(int at, SearchValues<char> digits)
    {
        while (at < source.Length && (digits.Contains(source[at]) || (source[at] == '_' && at + 1 < source.Length && digits.Contains(source[at + 1]))))
        {
            at++;
        }

        return at;
    }

    private static bool IsWord(char c) => c == '_' || char.IsLetterOrDigit(c) || char.IsSurrogate(c)
        || char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark
            or System.Globalization.UnicodeCategory.LetterNumber or System.Globalization.UnicodeCategory.OtherNumber;

    private void Emit(TokenKind kind, string text, int length)
    {
        tokens.Add(new Token(kind, text, At));
        At += length;
    }
}
