using System.Globalization;
using System.Numerics;
using System.Text;

namespace Vlm.Tokenization.Chat;

/// <summary>'%s and %05.2f' % values: Python's older way of formatting.</summary>
internal static class PercentFormat
{
    public static object Apply(object format, object? values, Rendering rendering)
    {
        bool html = format is MarkupValue;
        string pattern = Texts.Get(format);
        rendering.Budget.Scan(pattern.Length);
        object?[] items = values is TupleValue tuple ? tuple.Items : [values];
        DictValue? mapping = values as DictValue;
        StringBuilder text = new();
        int next = 0;
        bool named = false;
        for (int i = 0; i < pattern.Length; i++)
        {
            int mark = pattern.IndexOf('%', i);
            if (mark < 0)
            {
                text.Append(pattern, i, pattern.Length - i);
                break;
            }

            text.Append(pattern, i, mark - i);
            FormatField field = FormatField.ParsePercent(pattern, mark + 1, out i, out string? name, () => Numbers.Index(Take()));
            if (field.Type == '%')
            {
                text.Append('%');
                continue;
            }

            named |= name is not null;
            object? value = name is null ? Take() : mapping is null ? throw TemplateFault.Evaluation("format requires a mapping")
                : mapping.TryGet(name, out object? found) ? found : throw TemplateFault.Evaluation(Spelling.Repr(name, rendering));
            string part = One(field, html && field.Type == 's' ? MarkupValue.Escape(value, rendering).Text : value, rendering);
            rendering.Budget.Text(part.Length);
            text.Append(part);
        }

        if (!named && next < items.Length && mapping is null && values is not (ListValue or DictViewValue or RangeValue))
        {
            throw TemplateFault.Evaluation("not all arguments converted during string formatting");
        }

        rendering.Budget.Text(text.Length);
        return html ? new MarkupValue(text.ToString()) : text.ToString();

        object? Take() => next < items.Length ? items[next++] : throw TemplateFault.Evaluation("not enough arguments for format string");
    }

    private static string One(FormatField field, object? value, Rendering rendering)
    {
        switch (field.Type)
        {
            case 's':
                return field.Aligned(field.Shortened(Spelling.Text(value, rendering)), defaultLeft: false, rendering);
            case 'r':
                return field.Aligned(field.Shortened(Spelling.Repr(value, rendering)), defaultLeft: false, rendering);
            case 'a':
                return field.Aligned(field.Shortened(JsonText.AsciiRepr(Spelling.Repr(value, rendering))), defaultLeft: false, rendering);
            case 'c':
                return field.Aligned(Character(value), defaultLeft: false, rendering);
            case 'd' or 'i' or 'u' or 'x' or 'X' or 'o':
                return field.Integer(Whole(value, field.Type), rendering);
            case 'e' or 'E' or 'f' or 'F' or 'g' or 'G':
                return field.Float(Numbers.ToDouble(value), rendering);
            default:
                throw TemplateFault.Evaluation($"unsupported format character '{field.Type}' (0x{(int)field.Type:x})");
        }
    }

    private static BigInteger Whole(object? value, char type)
    {
        if (Numbers.TryInteger(value, out BigInteger integer))
        {
            return integer;
        }

        if (value is double number && type is 'd' or 'i' or 'u')
        {
            return double.IsFinite((double)value!) ? new BigInteger(Math.Truncate((double)value!)) : throw TemplateFault.Evaluation($"cannot convert float {FloatText.Repr((double)value!)} to integer");
        }

        throw value is UndefinedValue undefined ? undefined.Fault()
            : TemplateFault.Evaluation($"%{type} format: {(type is 'd' or 'i' or 'u' ? "a real number" : "an integer")} is required, not {TypeNames.Of(value)}");
    }

    private static string Character(object? value) =>
        Numbers.TryIndex(value, out long code) && code is >= 0 and < 0x110000 ? code is >= 0xD800 and < 0xE000 ? ((char)code).ToString(CultureInfo.InvariantCulture) : char.ConvertFromUtf32((int)code)
        : Texts.TryGet(value, out string? text) && PythonText.Length(text) == 1 ? text
        : throw TemplateFault.Evaluation("%c requires int or char");
}
