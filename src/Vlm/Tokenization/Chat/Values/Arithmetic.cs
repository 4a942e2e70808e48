using System.Numerics;

namespace Vlm.Tokenization.Chat;

/// <summary>Python's + - * / // % ** on numbers, texts and lists.</summary>
internal static class Arithmetic
{
    public static object Add(object? a, object? b, Rendering rendering)
    {
        switch (a, b)
        {
            case (string x, string y):
                rendering.Budget.Text((long)x.Length + y.Length);
                return x + y;
            case (long x, long y):
                long sum = unchecked(x + y);
                return ((x ^ sum) & (y ^ sum)) < 0 ? Boxed.Of((BigInteger)x + y) : Boxed.Of(sum);
            case (MarkupValue, string or MarkupValue) or (string, MarkupValue):
                return new MarkupValue((string)Add(MarkupValue.Escape(a, rendering).Text, MarkupValue.Escape(b, rendering).Text, rendering));
            case (ListValue x, ListValue y):
                return Joined(x, y, rendering);
            case (TupleValue x, TupleValue y):
                return Joined(x, y, rendering);
        }

        CheckDefined(a, b);
        if (a is string or MarkupValue)
        {
            throw TemplateFault.Evaluation($"can only concatenate str (not \"{TypeNames.Of(b)}\") to str");
        }

        return Numeric(a, b, "+", (x, y) => x + y, (x, y) => x + y);
    }

    public static object Subtract(object? a, object? b) => Numeric(a, b, "-", (x, y) => x - y, (x, y) => x - y);

    public static object Multiply(object? a, object? b, Rendering rendering)
    {
        CheckDefined(a, b);
        if (Numbers.IsInteger(b) && a is string or MarkupValue or SequenceValue)
        {
            return Repeated(a, Numbers.Index(b), rendering);
        }

        if (Numbers.IsInteger(a) && b is string or MarkupValue or SequenceValue)
        {
            return Repeated(b, Numbers.Index(a), rendering);
        }

        return Numeric(a, b, "*", (x, y) => x * y, (x, y) => x * y);
    }

    public static object Divide(object? a, object? b)
    {
        RequireNumbers(a, b, "/");
        if (Numbers.IsInteger(a) && Numbers.IsInteger(b))
        {
            Numbers.TryInteger(a, out BigInteger x);
            Numbers.TryInteger(b, out BigInteger y);
            return y.IsZero ? throw TemplateFault.Evaluation("division by zero") : Quotient(x, y);
        }

        double divisor = Numbers.ToDouble(b);
        return divisor == 0 ? throw TemplateFault.Evaluation("float division by zero") : Numbers.ToDouble(a) / divisor;
    }

    public static object FloorDivide(object? a, object? b)
    {
        RequireNumbers(a, b, "//");
        if (Numbers.IsInteger(a) && Numbers.IsInteger(b))
        {
            return Boxed.Of(DivRem(a, b, "integer division or modulo by zero").Quotient);
        }

        return FloatDivRem(Numbers.ToDouble(a), Numbers.ToDouble(b)).Quotient;
    }

    public static object Modulo(object? a, object? b, Rendering rendering)
    {
        if (a is string or MarkupValue)
        {
            return PercentFormat.Apply(a, b, rendering);
        }

        RequireNumbers(a, b, "%");
        if (Numbers.IsInteger(a) && Numbers.IsInteger(b))
        {
            return Boxed.Of(DivRem(a, b, "integer modulo by zero").Remainder);
        }

        return FloatDivRem(Numbers.ToDouble(a), Numbers.ToDouble(b)).Remainder;
    }

    public static object Power(object? a, object? b)
    {
        RequireNumbers(a, b, "** or pow()");
        if (Numbers.TryInteger(a, out BigInteger x) && Numbers.TryInteger(b, out BigInteger y) && y.Sign >= 0)
        {
            if (x.IsZero || x.IsOne || y.IsZero)
            {
                return Boxed.Of(y.IsZero ? BigInteger.One : x);
            }

            const int mostBits = 20_000;
            return x == BigInteger.MinusOne ? Boxed.Of(y.IsEven ? 1L : -1L)
                : y * (x.GetBitLength() - 1) > mostBits ? throw TemplateFault.Limit("the power is too great an integer.")
                : Boxed.Of(BigInteger.Pow(x, (int)y));
        }

        double number = Numbers.ToDouble(a), exponent = Numbers.ToDouble(b);
        if (number == 0 && exponent < 0)
        {
            throw TemplateFault.Evaluation("0.0 cannot be raised to a negative power");
        }

        if (number < 0 && double.IsFinite(number) && double.IsFinite(exponent) && exponent != Math.Floor(exponent))
        {
            throw TemplateFault.Evaluation("the power is a complex number, which templates do not have here");
        }

        double power = Math.Pow(number, exponent);
        return double.IsInfinity(power) && double.IsFinite(number) && double.IsFinite(exponent)
            ? throw TemplateFault.Evaluation("(34, 'Numerical result out of range')")
            : power;
    }

    public static object Negate(object? value) => value switch
    {
        long and > long.MinValue and var number => Boxed.Of(-number),
        double number => -number,
        _ when Numbers.TryInteger(value, out BigInteger integer) => Boxed.Of(-integer),
        UndefinedValue undefined => throw undefined.Fault(),
        _ => throw TemplateFault.Evaluation($"bad operand type for unary -: '{TypeNames.Of(value)}'"),
    };

    public static object Plus(object? value) => value switch
    {
        double => value,
        _ when Numbers.TryInteger(value, out BigInteger integer) => Boxed.Of(integer),
        UndefinedValue undefined => throw undefined.Fault(),
        _ => throw TemplateFault.Evaluation($"bad operand type for unary +: '{TypeNames.Of(value)}'"),
    };

    private static object Numeric(object? a, object? b, string sign, Func<BigInteger, BigInteger, BigInteger> integers, Func<double, double, double> floats)
    {
        RequireNumbers(a, b, sign);
        if (a is double || b is double)
        {
            return floats(Numbers.ToDouble(a), Numbers.ToDouble(b));
        }

        Numbers.TryInteger(a, out BigInteger x);
        Numbers.TryInteger(b, out BigInteger y);
        return Boxed.Of(integers(x, y));
    }

    private static void RequireNumbers(object? a, object? b, string sign)
    {
        CheckDefined(a, b);
        if (!Numbers.IsNumber(a) || !Numbers.IsNumber(b))
        {
            throw TemplateFault.Evaluation($"unsupported operand type(s) for {sign}: '{TypeNames.Of(a)}' and '{TypeNames.Of(b)}'");
        }
    }

    private static void CheckDefined(object? a, object? b)
    {
        if ((a as UndefinedValue ?? b as UndefinedValue) is { } undefined)
        {
            throw undefined.Fault();
        }
    }

    private static SequenceValue Joined(SequenceValue x, SequenceValue y, Rendering rendering)
    {
        rendering.Budget.Items((long)x.Items.Length + y.Items.Length);
        return x.With([.. x.Items, .. y.Items]);
    }

    private static object Repeated(object value, long count, Rendering rendering)
    {
        count = Math.Max(0, count);
        if (value is SequenceValue sequence)
        {
            Int128 length = (Int128)sequence.Items.Length * count;
            rendering.Budget.Items(length > int.MaxValue ? int.MaxValue : (long)length);
            object?[] items = new object?[(int)length];
            for (int i = 0; i < items.Length; i += sequence.Items.Length)
            {
                sequence.Items.CopyTo(items, i);
            }

            return sequence.With(items);
        }

        string text = Texts.Get(value);
        Int128 total = (Int128)text.Length * count;
        rendering.Budget.Text(total > long.MaxValue ? long.MaxValue : (long)total);
        string repeated = string.Create((int)total, text, static (span, part) =>
        {
            for (int i = 0; i < span.Length; i += part.Length)
            {
                part.CopyTo(span[i..]);
            }
        });
        return value is MarkupValue ? new MarkupValue(repeated) : repeated;
    }

    /// <summary>The correctly rounded quotient of two integers of any size.</summary>
    private static double Quotient(BigInteger x, BigInteger y)
    {
        const long exact = 1L << 53;
        if (BigInteger.Abs(x) <= exact && BigInteger.Abs(y) <= exact)
        {
            return (double)x / (double)y;
        }

        // 66 bits of quotient with a sticky last bit round once, when they become a double.
        int shift = (int)Math.Max(0, 66 - (x.GetBitLength() - y.GetBitLength()));
        BigInteger quotient = BigInteger.DivRem(BigInteger.Abs(x) << shift, BigInteger.Abs(y), out BigInteger rest);
        int drop = (int)Math.Max(0, quotient.GetBitLength() - 60);
        bool sticky = !rest.IsZero || (quotient & ((BigInteger.One << drop) - 1)) != 0;
        long top = (long)(quotient >> drop) | (sticky ? 1L : 0L);
        double result = Math.ScaleB(top, drop - shift);
        return double.IsInfinity(result) ? throw TemplateFault.Evaluation("integer division result too large for a float") : x.Sign * y.Sign < 0 ? -result : result;
    }

    private static (BigInteger Quotient, BigInteger Remainder) DivRem(object? a, object? b, string byZero)
    {
        Numbers.TryInteger(a, out BigInteger x);
        Numbers.TryInteger(b, out BigInteger y);
        if (y.IsZero)
        {
            throw TemplateFault.Evaluation(byZero);
        }

        BigInteger quotient = BigInteger.DivRem(x, y, out BigInteger remainder);
        bool floors = !remainder.IsZero && remainder.Sign != y.Sign;
        return floors ? (quotient - 1, remainder + y) : (quotient, remainder);
    }

    private static (double Quotient, double Remainder) FloatDivRem(double a, double b)
    {
        if (b == 0)
        {
            throw TemplateFault.Evaluation("float floor division by zero");
        }

        double remainder = a % b;
        double quotient = (a - remainder) / b;
        if (remainder == 0)
        {
            remainder = Math.CopySign(0, b);
        }
        else if (b < 0 != remainder < 0)
        {
            remainder += b;
            quotient -= 1;
        }

        double floor = quotient == 0 ? Math.CopySign(0, a / b) : Math.Floor(quotient);
        return (quotient - floor > 0.5 ? floor + 1 : floor, remainder);
    }
}
