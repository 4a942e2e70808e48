using static Vlm.Evaluation.PtbCharacters;

namespace Vlm.Evaluation;

/// <summary>
/// Splits a line into tokens of the Penn Treebank, as the English tokenizer of CoreNLP 3.4.1 does: at each place the longest match of all
/// rules, and of two as long the one that stands first. Some rules look past the end of a line.
/// </summary>
internal static class PtbLexer
{
    /// <summary>No address or markup is longer: without a limit, text without spaces would be read to its end at every token.</summary>
    internal const int LongestAddress = 2048;

    /// <summary>Appends the tokens of one line, in lower case and with one space between, to the output.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="start">Where the line begins.</param>
    /// <param name="end">Where it ends, before its line break.</param>
    /// <param name="output">Takes the tokens.</param>
    public static void Tokenize(ReadOnlySpan<char> text, int start, int end, TextBuffer output)
    {
        int from = output.Length, at = start, runEnd = start;
        while (at < end)
        {
            if (text[at] == ' ' || IsSpaceOrNewline(text[at]) || IsInvisible(text[at]))
            {
                at++;
                continue;
            }

            if (at >= runEnd)
            {
                runEnd = at;
                while (runEnd < end && runEnd - at < LongestAddress && !IsSpaceOrNewline(text[runEnd]))
                {
                    runEnd++;
                }
            }

            PtbMatch match = Longest(text[at..], text[at..runEnd]);

            // A character that no rule reads leaves no trace.
            if (match.Kind != PtbKind.Skip)
            {
                if (output.Length > from)
                {
                    output.Append(' ');
                }

                PtbWriter.Write(text.Slice(at, match.Length), match.Kind, output);
                at += match.Kind == PtbKind.AbbreviationAndPeriod ? match.Length - 1 : match.Length;
            }
            else
            {
                at++;
            }
        }
    }

    private static PtbMatch Longest(ReadOnlySpan<char> text, ReadOnlySpan<char> run)
    {
        PtbMatch match = default;
        char c = text[0];
        bool letter = IsLetter(c);
        if (letter && IsPlainWord(run, text))
        {
            match.Offer(run.Length, PtbKind.Word);
            return match;
        }

        if (c is '&' or '<' || c >= 128)
        {
            PtbSymbols.OfferEntities(text, ref match);
        }

        PtbWords.Offer(text, ref match);
        PtbAddresses.Offer(text, run, ref match);
        PtbWords.OfferClitic(text, beforeOther: true, ref match);
        PtbNumbers.Offer(text, ref match);
        PtbSymbols.OfferForms(text, ref match);
        PtbAbbreviations.Offer(text, ref match);
        if (text.Length > 3 && IsApostrophe(c) && char.IsAsciiDigit(text[1]) && char.IsAsciiDigit(text[2]) && IsSpaceOrNewline(text[3]))
        {
            match.Offer(4, 3, PtbKind.AsIs);
        }

        PtbAddresses.OfferFile(text, ref match);
        match.Offer(PtbNumbers.Phone(text), PtbKind.Brackets);
        PtbQuotes.OfferDouble(text, ref match);
        PtbSymbols.Offer(text, ref match);
        match.Offer(PtbWords.HyphenatedNumber(text), PtbKind.Word);
        match.Offer(PtbWords.Hyphenated(text), PtbKind.RightQuote);
        match.Offer(PtbAddresses.Capitals(text), PtbKind.Ampersand);
        PtbQuotes.OfferOpening(text, ref match);
        PtbWords.OfferClitic(text, beforeOther: false, ref match);
        PtbQuotes.Offer(text, ref match);
        PtbSymbols.OfferRest(text, ref match);
        return match;
    }

    // Most words of a caption: ASCII letters up to the next space, and none that is split.
    private static bool IsPlainWord(ReadOnlySpan<char> run, ReadOnlySpan<char> text)
    {
        if (run.Length == text.Length)
        {
            return false;
        }

        foreach (char c in run)
        {
            if (!char.IsAsciiLetter(c))
            {
                return false;
            }
        }

        return run.Length is not (5 or 6) || !PtbWords.IsAssimilated(run);
    }
}
