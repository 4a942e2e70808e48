using System.Globalization;
using System.Text;

namespace Vlm.Evaluation;

/// <summary>
/// Relaxed accuracy of questions about charts (Masry et al. 2022): a number may be off by a twentieth; anything else is compared in
/// lower case. What counts as a number is what Python reads as one. Members are thread-safe.
/// </summary>
public static class RelaxedAccuracy
{
    private const double Tolerance = 0.05;

    /// <summary>Whether an answer counts as right.</summary>
    /// <param name="prediction">The model's answer.</param>
    /// <param name="target">The right answer.</param>
    public static bool IsRight(string prediction, string target)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        ArgumentNullException.ThrowIfNull(target);
        return Number(prediction) is { } given && Number(target) is { } wanted && wanted != 0
            ? Math.Abs(given - wanted) / Math.Abs(wanted) <= Tolerance
            : string.Equals(prediction, target, StringComparison.OrdinalIgnoreCase);
    }

    // A trailing % is a hundredth, once.
    private static double? Number(string text) =>
        text.EndsWith('%') ? Float(text.TrimEnd('%')) / 100 : Float(text);

    private static double? Float(string text)
    {
        string plain = AsciiDigits(PythonText.Strip(text));
        string unsigned = plain.TrimStart('+', '-').ToLowerInvariant();
        if (plain.Length - unsigned.Length > 1 || unsigned.Length == 0)
        {
            return null;
        }

        double sign = plain[0] == '-' ? -1 : 1;
        if (unsigned is "inf" or "infinity" or "nan")
        {
            return unsigned == "nan" ? double.NaN : sign * double.PositiveInfinity;
        }

        // An underscore may stand between two digits only.
        for (int i = unsigned.IndexOf('_', StringComparison.Ordinal); i >= 0; i = unsigned.IndexOf('_', i + 1))
        {
            if (i == 0 || i + 1 == unsigned.Length || !char.IsAsciiDigit(unsigned[i - 1]) || !char.IsAsciiDigit(unsigned[i + 1]))
            {
                return null;
            }
        }

        const NumberStyles Styles = NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return double.TryParse(unsigned.Replace("_", "", StringComparison.Ordinal), Styles, CultureInfo.InvariantCulture, out double value) ? sign * value : null;
    }

    // Python reads the decimal digits of every script.
    private static string AsciiDigits(string text)
    {
        StringBuilder plain = new(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber)
            {
                plain.Append((int)Rune.GetNumericValue(rune));
            }
            else
            {
                plain.Append(rune);
            }
        }

        return plain.ToString();
    }
}
