using System.Numerics;

namespace Vlm.Tokenization.Chat;

/// <summary>Numbers and truths as objects; the frequent ones are boxed once.</summary>
internal static class Boxed
{
    public static readonly object True = true;
    public static readonly object False = false;
    private static readonly object[] Small = [.. Enumerable.Range(-16, 272).Select(i => (object)(long)i)];

    public static object Of(bool value) => value ? True : False;

    public static object Of(long value) => value is >= -16 and < 256 ? Small[value + 16] : value;

    /// <summary>An integer: a long where it fits, so that equal integers have one form.</summary>
    public static object Of(BigInteger value)
    {
        const int mostBits = 16_384;
        return value >= long.MinValue && value <= long.MaxValue ? Of((long)value)
            : value.GetBitLength() <= mostBits ? value
            : throw TemplateFault.Limit($"an integer of {value.GetBitLength()} bits was made; the most is {mostBits}.");
    }
}
