using System.Collections.Frozen;
using System.Numerics;

namespace Vlm.Tokenization.Chat;

/// <summary>Methods of integers and floats.</summary>
internal static class NumberMethods
{
    public static FrozenDictionary<string, Builtin> Table { get; } = BuiltinTable.Of(
        ("is_integer", "", (in call) => Boxed.Of(call.Self is not double number || (double.IsFinite(number) && number == Math.Floor(number)))),
        ("conjugate", "", (in call) => Arithmetic.Plus(call.Self)),
        ("bit_length", "", (in call) => Boxed.Of(Magnitude(call).GetBitLength())),
        ("bit_count", "", (in call) => Boxed.Of((long)BigInteger.PopCount(Magnitude(call)))));

    private static BigInteger Magnitude(in Call call) => Numbers.TryInteger(call.Self, out BigInteger integer)
        ? BigInteger.Abs(integer)
        : throw TemplateFault.Evaluation("'float' object has no such method");
}
