using System.Collections.Frozen;
using System.Numerics;

namespace Vlm.Tokenization.Chat;

/// <summary>Filters that make or take numbers, and the two that choose a default.</summary>
internal static class NumberFilters
{
    public static FrozenDictionary<string, Builtin> Table { get; } = BuiltinTable.Of(
        ("abs", "", (in call) => Comparison.Order(call.Self is bool ? Arithmetic.Plus(call.Self) : Number(call), 0L, "<", call.Rendering) is < 0 ? Arithmetic.Negate(call.Self) : call.Self is double zero ? Math.Abs(zero) : Arithmetic.Plus(call.Self)),
        ("int", "default? base?", ToInteger),
        ("float", "default?", ToFloat),
        ("round", "precision? method?", Round),
        ("filesizeformat", "binary?", FileSize),
        ("default", "default_value? boolean?", Default),
        ("d", "default_value? boolean?", Default),
        ("attr", "name", (in call) => Attribute(call)));

    private static object? Number(in Call call) => call.Self switch
    {
        UndefinedValue undefined => throw undefined.Fault(),
        var value when Numbers.IsNumber(value) => value,
        var value => throw TemplateFault.Evaluation($"bad operand type for abs(): '{TypeNames.Of(value)}'"),
    };

    private static object? Default(in Call call)
    {
        bool missing = call.Self is UndefinedValue || (call.IsTrue(1) && !Comparison.IsTrue(call.Self));
        return missing ? call.Or(0, "") : call.Self;
    }

    private static object? ToInteger(in Call call)
    {
        switch (call.Self)
        {
            case UndefinedValue undefined:
                throw undefined.Fault();
            case string or MarkupValue:
                string text = Texts.Get(call.Self);
                call.Rendering.Budget.Step(text.Length);
                return Numbers.ParseInteger(text, (int)Math.Clamp(call.Integer(1, 10), -1, 99)) ?? FromFloat(Numbers.ParseFloat(text), call.Or(0, 0L));
            case double number:
                // Python lets the error of an infinite float out of here, but not that of NaN.
                return double.IsInfinity(number) ? call.Or(0, 0L) : FromFloat(number, call.Or(0, 0L));
            default:
                return Numbers.TryInteger(call.Self, out BigInteger integer) ? Boxed.Of(integer) : call.Or(0, 0L);
        }
    }

    private static object? FromFloat(double? number, object? otherwise) =>
        number is { } value && double.IsFinite(value) ? Boxed.Of(new BigInteger(Math.Truncate(value))) : otherwise;

    private static object? ToFloat(in Call call) => call.Self switch
    {
        UndefinedValue undefined => throw undefined.Fault(),
        string or MarkupValue => Numbers.ParseFloat(Texts.Get(call.Self)) ?? call.Or(0, 0.0),
        var value when Numbers.IsNumber(value) => Numbers.ToDouble(value),
        _ => call.Or(0, 0.0),
    };

    private static object? Round(in Call call)
    {
        long precision = Math.Clamp(call.Integer(0, 0), -400, 400);
        string method = call.Has(1) ? Spelling.Text(call[1], call.Rendering) : "common";
        if (method is not ("common" or "ceil" or "floor"))
        {
            throw TemplateFault.Evaluation("method must be common, ceil or floor");
        }

        if (method == "common")
        {
            return call.Self is double number ? FloatText.Round(number, (int)precision)
                : Numbers.TryInteger(call.Self, out BigInteger integer) ? RoundInteger(integer, (int)precision)
                : throw (call.Self is UndefinedValue undefined ? undefined.Fault() : TemplateFault.Evaluation($"type {TypeNames.Of(call.Self)} doesn't define __round__ method"));
        }

        object scale = Arithmetic.Power(10L, precision);
        double scaled = Numbers.ToDouble(Arithmetic.Multiply(call.Self, scale, call.Rendering));
        return Arithmetic.Divide(Boxed.Of(new BigInteger(method == "ceil" ? Math.Ceiling(scaled) : Math.Floor(scaled))), scale);
    }

    private static object RoundInteger(BigInteger value, int precision)
    {
        if (precision >= 0)
        {
            return Boxed.Of(value);
        }

        BigInteger unit = BigInteger.Pow(10, -precision);
        BigInteger quotient = BigInteger.DivRem(BigInteger.Abs(value), unit, out BigInteger rest);
        int half = (rest * 2).CompareTo(unit);
        quotient += half > 0 || (half == 0 && !quotient.IsEven) ? 1 : 0;
        return Boxed.Of(quotient * unit * value.Sign);
    }

    private static string FileSize(in Call call)
    {
        double bytes = call.Self is string text ? Numbers.ParseFloat(text) ?? throw TemplateFault.Evaluation($"could not convert string to float: '{text}'") : Numbers.ToDouble(call.Self);
        bool binary = call.IsTrue(0);
        int unit = binary ? 1024 : 1000;
        if (bytes == 1)
        {
            return "1 Byte";
        }

        if (bytes < unit)
        {
            return $"{new BigInteger(bytes)} Bytes";
        }

        string[] prefixes = binary ? ["KiB", "MiB", "GiB", "TiB", "PiB", "EiB", "ZiB", "YiB"] : ["kB", "MB", "GB", "TB", "PB", "EB", "ZB", "YB"];
        for (int i = 0; ; i++)
        {
            double size = Math.Pow(unit, i + 2);
            if (bytes < size || i == prefixes.Length - 1)
            {
                return $"{FloatText.Fixed(unit * bytes / size, 1)} {prefixes[i]}";
            }
        }
    }

    // Attributes only, as the filter's name says; keys do not count.
    private static object? Attribute(in Call call)
    {
        string name = Spelling.Text(call[0], call.Rendering);
        return call.Self is DictValue dict && dict.TryGet(name, out _) && MappingMethods.Table.GetValueOrDefault(name) is null && !MappingMethods.IsForbidden(name)
            ? UndefinedValue.Attribute(call.Self, name, call.Rendering)
            : Access.Attribute(call.Self, name, call.Rendering);
    }
}
