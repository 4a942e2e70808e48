using System.Globalization;

namespace Vlm.Tokenization.Chat;

/// <summary>What str.isdigit(), isnumeric(), isidentifier(), islower(), isupper() and istitle() ask.</summary>
internal static class TextClasses
{
    public static bool IsDigit(int point) =>
        CharUnicodeInfo.GetUnicodeCategory(point) == UnicodeCategory.DecimalDigitNumber || (Value(point) is >= 0 and <= 9 && IsSpecialDigit(point));

    public static bool IsNumeric(int point) => Value(point) != -1;

    public static bool IsIdentifier(string text)
    {
        bool first = true;
        foreach (int point in PythonText.ToCodePoints(text))
        {
            UnicodeCategory category = CharUnicodeInfo.GetUnicodeCategory(point);
            bool starts = point == '_' || category <= UnicodeCategory.OtherLetter || category == UnicodeCategory.LetterNumber;
            bool follows = category is UnicodeCategory.DecimalDigitNumber or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.ConnectorPunctuation;
            if (!starts && (first || !follows))
            {
                return false;
            }

            first = false;
        }

        return !first;
    }

    /// <summary>Whether some letters have a case, and every one of them this.</summary>
    public static bool HasCase(string text, Func<int, bool> wanted)
    {
        bool found = false;
        foreach (int point in PythonText.ToCodePoints(text))
        {
            if (wanted(point))
            {
                found = true;
            }
            else if (CaseMapping.IsCased(point))
            {
                return false;
            }
        }

        return found;
    }

    public static bool IsTitle(string text)
    {
        bool inWord = false, found = false;
        foreach (int point in PythonText.ToCodePoints(text))
        {
            bool opens = CaseMapping.IsUpper(point) || CaseMapping.IsTitle(point), follows = CaseMapping.IsLower(point);
            if ((opens && inWord) || (follows && !inWord))
            {
                return false;
            }

            inWord = opens || follows;
            found |= inWord;
        }

        return found;
    }

    private static double Value(int point) => CharUnicodeInfo.GetNumericValue(char.ConvertFromUtf32(point is >= 0xD800 and < 0xE000 ? ' ' : point), 0);

    // Superscripts, subscripts and circled digits are digits; fractions, Roman and ideographic numbers are not.
    private static bool IsSpecialDigit(int point) => CharUnicodeInfo.GetUnicodeCategory(point) == UnicodeCategory.OtherNumber
        && CharUnicodeInfo.GetDigitValue(char.ConvertFromUtf32(point), 0) >= 0;
}
