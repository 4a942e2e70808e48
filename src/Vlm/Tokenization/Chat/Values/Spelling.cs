using System.Globalization;
using System.Numerics;
using System.Text;

namespace Vlm.Tokenization.Chat;

/// <summary>Python's str() and repr() of a value.</summary>
internal static class Spelling
{
    public static string Text(object? value, Rendering rendering) => value switch
    {
        string text => text,
        MarkupValue markup => markup.Text,
        UndefinedValue => "",
        _ => Repr(value, rendering),
    };

    public static string Repr(object? value, Rendering rendering)
    {
        switch (value)
        {
            case null:
                return "None";
            case bool truth:
                return truth ? "True" : "False";
            case long number:
                return number.ToString(CultureInfo.InvariantCulture);
            case double number:
                return FloatText.Repr(number);
            default:
                StringBuilder text = new();
                Append(text, value, rendering);
                rendering.Budget.Text(text.Length);
                return text.ToString();
        }
    }

    private static void Append(StringBuilder text, object? value, Rendering rendering)
    {
        rendering.Budget.Step();
        switch (value)
        {
            case string part:
                AppendQuoted(text, part, rendering);
                break;
            case BigInteger big:
                text.Append(BigText(big));
                break;
            case ListValue list:
                AppendItems(text, "[", list.Items, "]", rendering);
                break;
            case TupleValue tuple:
                AppendItems(text, "(", tuple.Items, tuple.Items.Length == 1 ? ",)" : ")", rendering);
                break;
            case DictValue dict:
                AppendPairs(text.Append('{'), dict, rendering).Append('}');
                break;
            case DictViewValue { Part: DictPart.Keys } view:
                AppendItems(text, "dict_keys([", view.Owner.Keys, "])", rendering);
                break;
            case DictViewValue { Part: DictPart.Values } view:
                AppendItems(text, "dict_values([", view.Owner.Values, "])", rendering);
                break;
            case DictViewValue view:
                AppendItems(text, "dict_items([", [.. view.Items()], "])", rendering);
                break;
            case RangeValue range:
                text.Append(CultureInfo.InvariantCulture, $"range({range.Start}, {range.Stop}{(range.Step == 1 ? "" : $", {range.Step}")})");
                break;
            case MarkupValue markup:
                AppendQuoted(text.Append("Markup("), markup.Text, rendering);
                text.Append(')');
                break;
            case NamespaceValue space:
                rendering.Budget.Enter(10);
                text.Append("<Namespace ");
                Append(text, DictValue.Of([.. space.Attributes.Select(pair => KeyValuePair.Create((object?)pair.Key, pair.Value))]), rendering);
                text.Append('>');
                rendering.Budget.Leave(10);
                break;
            case UndefinedValue:
                text.Append("Undefined");
                break;
            case MacroValue macro:
                text.Append(macro.Name is null ? "<Macro anonymous>" : $"<Macro '{macro.Name}'>");
                break;
            case LoopValue loop:
                text.Append(CultureInfo.InvariantCulture, $"<LoopContext {loop.Index0 + 1}/{loop.Length}>");
                break;
            case IteratorValue iterator:
                text.Append(CultureInfo.InvariantCulture, $"<{iterator.Name}>");
                break;
            case BoundMethod method:
                text.Append(CultureInfo.InvariantCulture, $"<built-in method {method.Definition.Name} of {TypeNames.Of(method.Receiver)} object>");
                break;
            case Builtin function:
                text.Append(CultureInfo.InvariantCulture, $"<function {function.Name}>");
                break;
            case null or bool or long or double:
                text.Append(Repr(value, rendering));
                break;
            default:
                text.Append(CultureInfo.InvariantCulture, $"<{TypeNames.Of(value)}>");
                break;
        }
    }

    private static void AppendItems(StringBuilder text, string open, object?[] items, string close, Rendering rendering)
    {
        text.Append(open);
        for (int i = 0; i < items.Length; i++)
        {
            Append(i == 0 ? text : text.Append(", "), items[i], rendering);
            CheckLength(text, rendering);
        }

        text.Append(close);
    }

    private static StringBuilder AppendPairs(StringBuilder text, DictValue dict, Rendering rendering)
    {
        for (int i = 0; i < dict.Count; i++)
        {
            Append(i == 0 ? text : text.Append(", "), dict.Keys[i], rendering);
            Append(text.Append(": "), dict.Values[i], rendering);
            CheckLength(text, rendering);
        }

        return text;
    }

    private static void CheckLength(StringBuilder text, Rendering rendering)
    {
        if (text.Length > rendering.Source.Limits.TextLength)
        {
            rendering.Budget.Text(text.Length);
        }
    }

    private static string BigText(BigInteger value)
    {
        const int mostDigits = 4300;
        string text = value.ToString(CultureInfo.InvariantCulture);
        return text.TrimStart('-').Length <= mostDigits ? text : throw TemplateFault.Evaluation($"Exceeds the limit ({mostDigits} digits) for integer string conversion");
    }

    private static void AppendQuoted(StringBuilder text, string value, Rendering rendering)
    {
        rendering.Budget.Text(value.Length);
        char quote = value.Contains('\'', StringComparison.Ordinal) && !value.Contains('"', StringComparison.Ordinal) ? '"' : '\'';
        text.Append(quote);
        for (int i = 0; i < value.Length; i++)
        {
            char c = value[i];
            if (c == quote || c == '\\')
            {
                text.Append('\\').Append(c);
            }
            else if (c is >= ' ' and < '\x7f')
            {
                text.Append(c);
            }
            else
            {
                int units = PythonText.UnitsAt(value, i);
                AppendRare(text, units == 2 ? char.ConvertToUtf32(c, value[i + 1]) : c);
                i += units - 1;
            }
        }

        text.Append(quote);
    }

    private static void AppendRare(StringBuilder text, int codePoint) => _ = codePoint switch
    {
        '\n' => text.Append("\\n"),
        '\r' => text.Append("\\r"),
        '\t' => text.Append("\\t"),
        _ when PythonText.IsPrintable(codePoint) => text.AppendCodePoint(codePoint),
        < 0x100 => text.Append(CultureInfo.InvariantCulture, $"\\x{codePoint:x2}"),
        < 0x10000 => text.Append(CultureInfo.InvariantCulture, $"\\u{codePoint:x4}"),
        _ => text.Append(CultureInfo.InvariantCulture, $"\\U{codePoint:x8}"),
    };
}
