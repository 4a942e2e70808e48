using System.Globalization;
using System.Numerics;
using System.Text;

namespace Vlm.Tokenization.Chat;

/// <summary>Python's json.dumps.</summary>
internal sealed class JsonText
{
    private readonly Rendering _rendering;
    private readonly StringBuilder _text = new();

    private JsonText(Rendering rendering) => _rendering = rendering;

    public required bool EnsureAscii { get; init; }

    /// <summary>What one level is indented by; null for everything on one line.</summary>
    public required string? Indent { get; init; }

    public required string ItemSeparator { get; init; }

    public required string KeySeparator { get; init; }

    public required bool SortKeys { get; init; }

    public static Builtin Filter { get; } = new("tojson", "ensure_ascii? indent? separators? sort_keys?", (in call) =>
    {
        string? indent = call.Or(1, null) switch
        {
            null => null,
            object width when Numbers.TryIndex(width, out long spaces) => TextEdits.Pad("", spaces, " ", toLeft: 0, call.Rendering),
            object text => Texts.Get(text),
        };
        object?[]? separators = call.Or(2, null) is { } given ? Iteration.ToArray(given, call.Rendering) : null;
        if (separators is not null and not [string, string])
        {
            throw TemplateFault.Evaluation("separators must be two texts");
        }

        JsonText json = new(call.Rendering)
        {
            EnsureAscii = call.IsTrue(0),
            Indent = indent,
            ItemSeparator = (string?)separators?[0] ?? (indent is null ? ", " : ","),
            KeySeparator = (string?)separators?[1] ?? ": ",
            SortKeys = call.IsTrue(3),
        };
        json.Write(call.Self, 0);
        call.Rendering.Budget.Text(json._text.Length);
        return json._text.ToString();
    });

    /// <summary>A repr with everything beyond ASCII escaped: Python's ascii().</summary>
    public static string AsciiRepr(string repr)
    {
        StringBuilder text = new(repr.Length);
        foreach (int point in PythonText.ToCodePoints(repr))
        {
            _ = point < 0x80 ? text.Append((char)point)
                : point < 0x100 ? text.Append(CultureInfo.InvariantCulture, $"\\x{point:x2}")
                : point < 0x10000 ? text.Append(CultureInfo.InvariantCulture, $"\\u{point:x4}")
                : text.Append(CultureInfo.InvariantCulture, $"\\U{point:x8}");
        }

        return text.ToString();
    }

    private void Write(object? value, int level)
    {
        _rendering.Budget.Step();
        switch (value)
        {
            case null:
                _text.Append("null");
                break;
            case bool truth:
                _text.Append(truth ? "true" : "false");
                break;
            case long or BigInteger:
                _text.Append(Spelling.Repr(value, _rendering));
                break;
            case double number:
                _text.Append(NumberText(number));
                break;
            case string or MarkupValue:
                WriteString(Texts.Get(value));
                break;
            case SequenceValue sequence:
                WriteItems(sequence.Items, level);
                break;
            case DictValue dict:
                WritePairs(dict, level);
                break;
            default:
                throw TemplateFault.Evaluation($"Object of type {TypeNames.Of(value)} is not JSON serializable");
        }
    }

    private void WriteItems(object?[] items, int level)
    {
        _text.Append('[');
        for (int i = 0; i < items.Length; i++)
        {
            BeginItem(i, level + 1);
            Write(items[i], level + 1);
        }

        End(items.Length, level, ']');
    }

    private void WritePairs(DictValue dict, int level)
    {
        int[] order = [.. Enumerable.Range(0, dict.Count)];
        if (SortKeys)
        {
            order = [.. StableSort.Sorted(order, (a, b) => Comparison.Less(dict.Keys[a], dict.Keys[b], _rendering))];
        }

        _text.Append('{');
        for (int i = 0; i < order.Length; i++)
        {
            BeginItem(i, level + 1);
            WriteString(KeyText(dict.Keys[order[i]]));
            _text.Append(KeySeparator);
            Write(dict.Values[order[i]], level + 1);
        }

        End(dict.Count, level, '}');
    }

    private void BeginItem(int index, int level)
    {
        _text.Append(index == 0 ? "" : ItemSeparator);
        NewLine(level);
    }

    private void End(int count, int level, char close)
    {
        if (count > 0)
        {
            NewLine(level);
        }

        _text.Append(close);
    }

    private void NewLine(int level)
    {
        if (Indent is not null)
        {
            _rendering.Budget.Text(1 + ((long)level * Indent.Length));
            _text.Append('\n').Insert(_text.Length, Indent, level);
        }
    }

    private string KeyText(object? key) => key switch
    {
        null => "null",
        bool truth => truth ? "true" : "false",
        double number => NumberText(number),
        long or BigInteger => Spelling.Repr(key, _rendering),
        string or MarkupValue => Texts.Get(key),
        _ => throw TemplateFault.Evaluation($"keys must be str, int, float, bool or None, not {TypeNames.Of(key)}"),
    };

    private static string NumberText(double number) =>
        double.IsNaN(number) ? "NaN" : double.IsInfinity(number) ? number > 0 ? "Infinity" : "-Infinity" : FloatText.Repr(number);

    private void WriteString(string value)
    {
        _rendering.Budget.Text(value.Length);
        _text.Append('"');
        foreach (char c in value)
        {
            _ = c switch
            {
                '"' => _text.Append("\\\""),
                '\\' => _text.Append("\\\\"),
                '\n' => _text.Append("\\n"),
                '\r' => _text.Append("\\r"),
                '\t' => _text.Append("\\t"),
                '\f' => _text.Append("\\f"),
                '\b' => _text.Append("\\b"),
                _ when c < ' ' || (EnsureAscii && c > '~') => _text.Append(c == '\x7f' ? "\x7f" : $"\\u{(int)c:x4}"),
                _ => _text.Append(c),
            };
        }

        _text.Append('"');
    }
}
