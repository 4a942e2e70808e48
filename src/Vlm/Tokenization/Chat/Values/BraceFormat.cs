using System.Text;

namespace Vlm.Tokenization.Chat;

/// <summary>'{} and {name:&gt;5}'.format(…): Python's newer way of formatting; attributes and items are reached through the sandbox.</summary>
internal sealed class BraceFormat
{
    private const int MostNested = 2;
    private readonly Rendering _rendering;
    private readonly object?[] _positional;
    private readonly Func<string, object?> _named;
    private int _next;
    private bool _numbered;

    private BraceFormat(Rendering rendering, object?[] positional, Func<string, object?> named)
    {
        (_rendering, _positional, _named) = (rendering, positional, named);
    }

    public static string Apply(string format, Arguments arguments, Rendering rendering) =>
        new BraceFormat(rendering, arguments.Positional, name => arguments.Named.Any(pair => pair.Key == name)
            ? arguments.Named.First(pair => pair.Key == name).Value
            : throw TemplateFault.Evaluation($"'{name}'")).Run(format, MostNested);

    public static string Apply(string format, object? mapping, Rendering rendering) =>
        new BraceFormat(rendering, [], name => mapping is DictValue dict && dict.TryGet(name, out object? value) ? value : throw TemplateFault.Evaluation($"'{name}'")).Run(format, MostNested);

    private string Run(string format, int nested)
    {
        if (nested < 0)
        {
            throw TemplateFault.Evaluation("Max string recursion exceeded");
        }

        _rendering.Budget.Scan(format.Length);
        StringBuilder text = new();
        for (int i = 0; i < format.Length; i++)
        {
            char c = format[i];
            bool doubled = i + 1 < format.Length && format[i + 1] == c;
            if (c is not ('{' or '}') || doubled)
            {
                text.Append(c);
                i += c is '{' or '}' ? 1 : 0;
                continue;
            }

            if (c == '}')
            {
                throw TemplateFault.Evaluation("Single '}' encountered in format string");
            }

            int end = FieldEnd(format, i + 1);
            string part = Field(format[(i + 1)..end], nested);
            _rendering.Budget.Text(part.Length);
            text.Append(part);
            i = end;
        }

        _rendering.Budget.Text(text.Length);
        return text.ToString();
    }

    private static int FieldEnd(string format, int at)
    {
        for (int depth = 1; at < format.Length; at++)
        {
            depth += format[at] == '{' ? 1 : format[at] == '}' ? -1 : 0;
            if (depth == 0)
            {
                return at;
            }
        }

        throw TemplateFault.Evaluation("expected '}' before end of string");
    }

    private string Field(string field, int nested)
    {
        int colon = NameEnd(field);
        string name = field[..colon];
        char conversion = '\0';
        if (colon < field.Length && field[colon] == '!')
        {
            if (colon + 1 >= field.Length || (colon + 2 < field.Length && field[colon + 2] != ':'))
            {
                throw TemplateFault.Evaluation("expected ':' after conversion specifier");
            }

            conversion = field[colon + 1];
            colon += 2;
        }

        string spec = colon < field.Length ? Run(field[(colon + 1)..], nested - 1) : "";
        object? value = ValueOf(name);
        value = conversion switch
        {
            '\0' => value,
            's' => Spelling.Text(value, _rendering),
            'r' => Spelling.Repr(value, _rendering),
            'a' => JsonText.AsciiRepr(Spelling.Repr(value, _rendering)),
            _ => throw TemplateFault.Evaluation($"Unknown conversion specifier {conversion}"),
        };
        return Formatted(value, spec);
    }

    private static int NameEnd(string field)
    {
        bool inItem = false;
        for (int i = 0; i < field.Length; i++)
        {
            inItem = field[i] == '[' || (inItem && field[i] != ']');
            if (!inItem && field[i] is '!' or ':')
            {
                return i;
            }
        }

        return field.Length;
    }

    private object? ValueOf(string name)
    {
        int end = name.AsSpan().IndexOfAny('.', '[');
        string first = end < 0 ? name : name[..end];
        object? value;
        if (first.Length == 0)
        {
            value = _numbered ? throw TemplateFault.Evaluation("cannot switch from manual field specification to automatic field numbering") : Positional(_next++);
        }
        else if (first.All(char.IsAsciiDigit))
        {
            _numbered = _next == 0 ? true : throw TemplateFault.Evaluation("cannot switch from automatic field numbering to manual field specification");
            value = Positional(first.Length < 9 ? int.Parse(first, System.Globalization.CultureInfo.InvariantCulture) : int.MaxValue);
        }
        else
        {
            value = _named(first);
        }

        for (int at = end; at >= 0 && at < name.Length;)
        {
            bool item = name[at] == '[';
            int stop = item ? name.IndexOf(']', at) : name.AsSpan(at + 1).IndexOfAny('.', '[') is var next && next >= 0 ? at + 1 + next : name.Length;
            if (stop <= at + 1)
            {
                throw TemplateFault.Evaluation(stop < 0 ? "Missing ']' in format string" : "Empty attribute in format string");
            }

            string key = name[(at + 1)..stop];
            value = !item ? Access.Attribute(value, key, _rendering)
                : Access.Item(value, key.All(char.IsAsciiDigit) ? Numbers.ParseInteger(key, 10) : key, _rendering);
            at = item ? stop + 1 : stop;
        }

        return value;
    }

    private object? Positional(int index) =>
        index < _positional.Length ? _positional[index] : throw TemplateFault.Evaluation($"Replacement index {index} out of range for positional args tuple");

    private string Formatted(object? value, string spec)
    {
        if (spec.Length == 0)
        {
            return Spelling.Text(value, _rendering);
        }

        FormatField field = FormatField.ParseSpec(spec);
        switch (value)
        {
            case string or MarkupValue when field.Type is '\0' or 's':
                return field.Align == '=' && field.Fill != "0" ? throw TemplateFault.Evaluation("'=' alignment not allowed in string format specifier")
                    : (field.Align == '=' ? field with { Align = '<' } : field).Aligned(field.Shortened(Texts.Get(value)), defaultLeft: true, _rendering);
            case double number when field.Type is '\0' or 'e' or 'E' or 'f' or 'F' or 'g' or 'G' or 'n' or '%':
                return field.Float(number, _rendering);
            case not null when Numbers.TryInteger(value, out System.Numerics.BigInteger integer):
                return field.Type is '\0' or 'd' or 'n' or 'x' or 'X' or 'o' or 'b'
                    ? field.Precision is null ? field.Integer(integer, _rendering) : throw TemplateFault.Evaluation("Precision not allowed in integer format specifier")
                    : field.Type == 'c' ? field.Aligned(char.ConvertFromUtf32((int)integer), defaultLeft: true, _rendering)
                    : field.Type is 'e' or 'E' or 'f' or 'F' or 'g' or 'G' or '%' ? field.Float((double)integer, _rendering)
                    : throw TemplateFault.Evaluation($"Unknown format code '{field.Type}' for object of type 'int'");
            default:
                throw TemplateFault.Evaluation(value is string or double ? $"Unknown format code '{field.Type}' for object of type '{TypeNames.Of(value)}'"
                    : $"unsupported format string passed to {TypeNames.Of(value)}.__format__");
        }
    }
}
