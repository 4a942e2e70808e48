using static Vlm.Evaluation.PtbCharacters;

namespace Vlm.Evaluation;

/// <summary>Quotation marks and how they are written: `` and '' as in TeX.</summary>
internal static class PtbQuotes
{
    private const string ApostropheEntity = "&apos;";
    private const string QuoteEntity = "&quot;";

    /// <summary>The length of an apostrophe at the start of the text; 0 for none.</summary>
    public static int Apostrophe(ReadOnlySpan<char> text) =>
        text.Length == 0 ? 0 : IsApostrophe(text[0]) ? 1 : text[0] == '&' && text.StartsWith(ApostropheEntity, StringComparison.OrdinalIgnoreCase) ? ApostropheEntity.Length : 0;

    /// <summary>A double quote; before a letter, a digit or a dollar sign it opens.</summary>
    public static void OfferDouble(ReadOnlySpan<char> text, ref PtbMatch match)
    {
        int length = text[0] == '"' ? 1 : text.StartsWith(QuoteEntity, StringComparison.OrdinalIgnoreCase) ? QuoteEntity.Length : 0;
        if (length > 0 && length < text.Length && (char.IsAsciiLetterOrDigit(text[length]) || text[length] == '$'))
        {
            match.Offer(length + 1, length, PtbKind.LeftQuote);
        }

        match.Offer(length, PtbKind.RightQuote);
    }

    /// <summary>A straight apostrophe that opens: before a letter and something that is no space.</summary>
    public static void OfferOpening(ReadOnlySpan<char> text, ref PtbMatch match)
    {
        if (text is ['\'', var letter, var next, ..] && char.IsAsciiLetter(letter) && next is not (' ' or '\t' or '\n' or '\r' or '\u00A0'))
        {
            match.Offer(3, 1, PtbKind.LeftQuote);
        }
    }

    /// <summary>Any other quotation mark, or two of them.</summary>
    public static void Offer(ReadOnlySpan<char> text, ref PtbMatch match)
    {
        match.Offer(Apostrophe(text), PtbKind.RightQuote);
        match.Offer(text.StartsWith("''") ? 2 : 0, PtbKind.RightQuote);
        int marks = IsMark(text[0]) ? text.Length > 1 && IsMark(text[1]) ? 2 : 1 : 0;
        match.Offer(marks, PtbKind.RightQuote);
    }

    public static void Write(ReadOnlySpan<char> token, bool opening, TextBuffer output)
    {
        if (token.StartsWith(QuoteEntity, StringComparison.OrdinalIgnoreCase))
        {
            output.Append(opening ? "``" : "''");
            return;
        }

        if (token.StartsWith(ApostropheEntity, StringComparison.OrdinalIgnoreCase))
        {
            output.Append(opening ? "`" : "'");
            token = token[ApostropheEntity.Length..];
        }

        foreach (char c in token)
        {
            switch (c)
            {
                case '\'': output.Append(opening ? "`" : "'"); break;
                case '"': output.Append(opening ? "``" : "''"); break;
                case '\u0091' or '\u2018' or '\u201B' or '\u2039': output.Append("`"); break;
                case '\u0092' or '\u2019' or '\u203A': output.Append("'"); break;
                case '\u0093' or '\u201C' or '\u00AB': output.Append("``"); break;
                case '\u0094' or '\u201D' or '\u00BB': output.Append("''"); break;
                default: output.AppendLower(c); break;
            }
        }
    }

    private static bool IsMark(char c) => c is '`' or (>= '\u2018' and <= '\u201F') or (>= '\u0091' and <= '\u0094') or '\u2039' or '\u203A' or '\u00AB' or '\u00BB';
}
