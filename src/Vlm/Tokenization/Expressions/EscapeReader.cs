namespace Vlm.Tokenization;

/// <summary>Reads the escapes that stand for one code point or for a set of them, the backslash passed.</summary>
internal sealed class EscapeReader(PatternReader pattern)
{
    /// <summary>The set; null where the escape stands for one code point.</summary>
    public CodePointSet? Read(bool inBracket, out int codePoint)
    {
        int letter = codePoint = pattern.Next();
        switch (letter)
        {
            case 'w' or 'W':
                return Either(NamedSets.Word, letter == 'w');
            case 's' or 'S':
                return Either(NamedSets.Space, letter == 's');
            case 'd' or 'D':
                return Either(NamedSets.Digit, letter == 'd');
            case 'h' or 'H':
                return Either(NamedSets.HexDigit, letter == 'h');
            case 'p' or 'P' when pattern.TryTake("{"):
                return Property(letter == 'p');
            case 'n':
                codePoint = '\n';
                break;
            case 't':
                codePoint = '\t';
                break;
            case 'r':
                codePoint = '\r';
                break;
            case 'f':
                codePoint = '\f';
                break;
            case 'v':
                codePoint = '\v';
                break;
            case 'a':
                codePoint = 0x07;
                break;
            case 'e':
                codePoint = 0x1B;
                break;
            case 'b' when inBracket:
                codePoint = '\b';
                break;
            case 'x' when pattern.TryTake("{"):
                codePoint = pattern.Hexadecimal(8);
                pattern.Expect("}");
                break;
            case 'x':
                codePoint = pattern.Hexadecimal(2) is < 0x80 and int ascii ? ascii : throw pattern.Error("\\x beyond 7F is a byte, not a character; write \\x{…}");
                break;
            case 'u':
                codePoint = pattern.Hexadecimal(4);
                break;
            case '0':
                codePoint = 0;
                break;
            case (>= '1' and <= '9') or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z'):
                throw pattern.Error($"\\{(char)letter} is not supported here");
            default:
                break;
        }

        return null;
    }

    private static CodePointSet Either(CodePointSet set, bool positive) => positive ? set : set.Negate();

    private CodePointSet Property(bool positive)
    {
        positive ^= pattern.TryTake("^");
        string name = pattern.Until("}");
        return Either(NamedSets.Find(name) ?? throw pattern.Error($"the property '{name}' is not known"), positive);
    }
}
