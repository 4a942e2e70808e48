using System.Buffers;

namespace Vlm.Evaluation;

/// <summary>The classes of characters that the tokenizer tells apart.</summary>
internal static class PtbCharacters
{
    /// <summary>Marks that stand inside words of many scripts, beside Unicode's letters.</summary>
    private static readonly SearchValues<char> ExtraLetters = SearchValues.Create(Ranges(
        "\u00AD\u00AD\u0237\u024F\u02C2\u02C5\u02D2\u02DF\u02E5\u02FF\u0300\u036F\u0370\u037D\u0384\u0385\u03CF\u03CF\u03F6\u03F6\u03FC\u03FF\u0483\u0487\u04CF\u04CF"
        + "\u04F6\u04FF\u0510\u0525\u055A\u055F\u0591\u05BD\u05BF\u05BF\u05C1\u05C2\u05C4\u05C5\u05C7\u05C7\u0615\u061A\u063B\u063F\u064B\u065E\u0670\u0670\u06D6\u06EF"
        + "\u06FA\u06FF\u070F\u070F\u0711\u0711\u0730\u074F\u0750\u077F\u07A6\u07B1\u07CA\u07F5\u07FA\u07FA\u0900\u0903\u093C\u093C\u093E\u094E\u0951\u0955\u0962\u0963"
        + "\u0981\u0983\u09BC\u09C4\u09C7\u09C8\u09CB\u09CD\u09D7\u09D7\u09E2\u09E3\u0A01\u0A03\u0A3C\u0A3C\u0A3E\u0A4F\u0A81\u0A83\u0ABC\u0ACF\u0B82\u0B82\u0BBE\u0BC2"
        + "\u0BC6\u0BC8\u0BCA\u0BCD\u0C01\u0C03\u0C3E\u0C56\u0D3E\u0D44\u0D46\u0D48\u0E30\u0E3A\u0E47\u0E4E\u0EB1\u0EBC\u0EC8\u0ECD"));

    /// <summary>Marks that are a token of their own.</summary>
    private static readonly SearchValues<char> Symbols = SearchValues.Create("+%&~^|\\" + Ranges(
        "\u00A6\u00A9\u00AC\u00AC\u00AE\u00BA\u00D7\u00D7\u00F7\u00F7\u0387\u0387\u05BE\u05BE\u05C0\u05C0\u05C3\u05C3\u05C6\u05C6\u05F3\u05F4\u0600\u0603\u0606\u060A\u060C\u060C"
        + "\u0614\u0614\u061B\u061B\u061E\u061E\u066A\u066A\u066D\u066D\u0703\u070D\u07F6\u07F8\u0964\u0965\u0E4F\u0E4F\u1FBD\u1FBD\u2016\u2017\u2020\u2023\u2030\u2038\u203B\u203B"
        + "\u203E\u2042\u2044\u2044\u207A\u207F\u208A\u208E\u2100\u214F\u2190\u21FF\u2200\u2BFF\u3012\u3012\u30FB\u30FB\uFF01\uFF0F\uFF1A\uFF20\uFF3B\uFF40\uFF5B\uFF65"));

    public static bool IsAsciiAlphanumeric(char c) => char.IsAsciiLetterOrDigit(c);

    public static bool IsLetter(char c) => c < 128 ? char.IsAsciiLetter(c) : char.IsLetter(c) || ExtraLetters.Contains(c);

    public static bool IsPlainLetter(char c) => char.IsLetter(c);

    public static bool IsDigit(char c) => char.IsDigit(c) || c is >= '\u07C0' and <= '\u07C9';

    public static bool IsPlainLetterOrDigit(char c) => char.IsLetter(c) || char.IsDigit(c);

    public static bool IsSpace(char c) => c is ' ' or '\t' or '\u00A0' or (>= '\u2000' and <= '\u200A') or '\u3000';

    public static bool IsNewline(char c) => c is '\n' or '\r' or '\u2028' or '\u2029' or '\u000B' or '\u000C' or '\u0085';

    public static bool IsSpaceOrNewline(char c) => IsSpace(c) || IsNewline(c);

    public static bool IsApostrophe(char c) => c is '\'' or '\u0092' or '\u2019';

    /// <summary>An apostrophe, or what stands for one inside a word, rightly or wrongly.</summary>
    public static bool IsWordApostrophe(char c) => IsApostrophe(c) || c is '\u0091' or '\u2018' or '\u201B';

    public static bool IsHyphen(char c) => c is '-' or '_' or '\u058A' or '\u2010' or '\u2011';

    public static bool IsSymbol(char c) => Symbols.Contains(c);

    /// <summary>Marks that are skipped without a trace beside white space.</summary>
    public static bool IsInvisible(char c) => c is '\0' or '\u200B' or '\u200E' or '\u200F' or '\uFEFF' or '\u007F';

    // Pairs of the first and the last character of each range.
    private static string Ranges(string pairs) => string.Concat(Enumerable.Range(0, pairs.Length / 2)
        .SelectMany(i => Enumerable.Range(pairs[2 * i], pairs[(2 * i) + 1] - pairs[2 * i] + 1)).Select(code => (char)code));
}
