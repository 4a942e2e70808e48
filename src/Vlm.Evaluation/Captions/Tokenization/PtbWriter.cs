namespace Vlm.Evaluation;

/// <summary>Writes a matched token in the treebank's spelling and in lower case.</summary>
internal static class PtbWriter
{
    public static void Write(ReadOnlySpan<char> token, PtbKind kind, TextBuffer output)
    {
        switch (kind)
        {
            case PtbKind.LeftQuote:
                PtbQuotes.Write(token, opening: true, output);
                break;
            case PtbKind.RightQuote:
                PtbQuotes.Write(token, opening: false, output);
                break;
            case PtbKind.Dash:
                output.Append("--");
                break;
            case PtbKind.Ellipsis:
                output.Append("...");
                break;
            case PtbKind.Less:
                output.Append('<');
                break;
            case PtbKind.Greater:
                output.Append('>');
                break;
            case PtbKind.Currency:
                output.Append(token[0] switch { '\u00A2' => "cents", '\u00A3' => "#", '\u0080' or '\u00A4' or '\u20A0' or '\u20AC' => "$", _ => token });
                break;
            case PtbKind.Fraction:
                output.Append(token[0] switch { '\u00BC' => "1/4", '\u00BD' => "1/2", '\u00BE' => "3/4", '\u2153' => "1/3", '\u2154' => "2/3", _ => token });
                break;
            case PtbKind.Ampersand:
                WriteAmpersand(token, output);
                break;
            case PtbKind.Brackets:
                WriteBrackets(token, output);
                break;
            case PtbKind.NoSpaces:
                foreach (char c in token)
                {
                    output.AppendLower(c == ' ' ? '\u00A0' : c);
                }

                break;
            case PtbKind.Word:
                WriteWord(token, output);
                break;
            default:
                LowerCase.Append(token, output);
                break;
        }
    }

    // A soft hyphen was only put in for the end of a line.
    private static void WriteWord(ReadOnlySpan<char> token, TextBuffer output)
    {
        for (int at = token.IndexOf('\u00AD'); at >= 0; at = token.IndexOf('\u00AD'))
        {
            LowerCase.Append(token[..at], output);
            token = token[(at + 1)..];
        }

        LowerCase.Append(token, output);
    }

    private static void WriteAmpersand(ReadOnlySpan<char> token, TextBuffer output)
    {
        int at = token.IndexOf("&amp;", StringComparison.OrdinalIgnoreCase);
        LowerCase.Append(at < 0 ? token : token[..(at + 1)], output);
        if (at >= 0)
        {
            LowerCase.Append(token[(at + 5)..], output);
        }
    }

    private static void WriteBrackets(ReadOnlySpan<char> token, TextBuffer output)
    {
        bool single = token.Length == 1;
        foreach (char c in token)
        {
            switch (c)
            {
                case '(': output.Append("-lrb-"); break;
                case ')': output.Append("-rrb-"); break;
                case '{' when single: output.Append("-lcb-"); break;
                case '}' when single: output.Append("-rcb-"); break;
                case '[' when single: output.Append("-lsb-"); break;
                case ']' when single: output.Append("-rsb-"); break;
                default: output.AppendLower(c == ' ' ? '\u00A0' : c); break;
            }
        }
    }
}
