using System.Globalization;
using System.Text;

namespace Vlm.Tokenization.Chat;

/// <summary>The escapes of a string in a template: Python's.</summary>
internal static class StringLiteral
{
    public static string Unescape(ReadOnlySpan<char> text, int position)
    {
        if (!text.Contains('\\'))
        {
            return text.ToString();
        }

        StringBuilder result = new(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\')
            {
                result.Append(text[i]);
                continue;
            }

            i++;
            i += text[i] switch
            {
                'x' => Hexadecimal(text, i, 2, position, result),
                'u' => Hexadecimal(text, i, 4, position, result),
                'U' => Hexadecimal(text, i, 8, position, result),
                'N' => throw TemplateFault.Syntax("characters by name (\\N{…}) are not known here; write \\uXXXX", position),
                >= '0' and <= '7' => Octal(text, i, result),
                _ => Single(text[i], result),
            };
        }

        return result.ToString();
    }

    private static int Single(char c, StringBuilder result)
    {
        switch (c)
        {
            case '\n':
                break;
            case '\\' or '\'' or '"':
                result.Append(c);
                break;
            case 'a':
                result.Append('\a');
                break;
            case 'b':
                result.Append('\b');
                break;
            case 'f':
                result.Append('\f');
                break;
            case 'n':
                result.Append('\n');
                break;
            case 'r':
                result.Append('\r');
                break;
            case 't':
                result.Append('\t');
                break;
            case 'v':
                result.Append('\v');
                break;
            case < '\x80':
                result.Append('\\').Append(c);
                break;
            default:
                // Jinja writes the character as an escape first, and the two backslashes then become one.
                result.Append(c < 0x100 ? $"\\x{(int)c:x2}" : $"\\u{(int)c:x4}");
                break;
        }

        return 0;
    }

    private static int Octal(ReadOnlySpan<char> text, int at, StringBuilder result)
    {
        int value = 0, length = 0;
        while (length < 3 && at + length < text.Length && text[at + length] is >= '0' and <= '7')
        {
            value = (value * 8) + text[at + length++] - '0';
        }

        result.Append((char)value);
        return length - 1;
    }

    private static int Hexadecimal(ReadOnlySpan<char> text, int at, int digits, int position, StringBuilder result)
    {
        if (at + digits >= text.Length || !uint.TryParse(text.Slice(at + 1, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint code) || code > 0x10FFFF)
        {
            throw TemplateFault.Syntax($"'unicodeescape' codec can't decode \\{text[at]}: expected {digits} hexadecimal digits of a character", position);
        }

        if (code < 0x10000)
        {
            result.Append((char)code);
        }
        else
        {
            result.Append(char.ConvertFromUtf32((int)code));
        }

        return digits;
    }
}
