namespace Vlm.Tokenization;

/// <summary>
/// UnicodeScripts: a cut wherever the script changes. Spaces and code points without a script go with what stands before
/// them, and are lost at the very beginning; Japanese syllables count as Chinese characters.
/// </summary>
internal sealed class UnicodeScriptsPreTokenizer : CuttingPreTokenizer
{
    // Neutral is ScriptTable's number for "no script".
    private const int Neutral = 0, None = -1, ProlongedSoundMark = 0x30FC;
    private static readonly int Han = ScriptTable.Find("Han");
    private static readonly int Hiragana = ScriptTable.Find("Hiragana");
    private static readonly int Katakana = ScriptTable.Find("Katakana");

    protected override void Cut(PieceBuffer pieces, in Piece piece)
    {
        ReadOnlySpan<char> text = pieces.SpanOf(piece);
        int start = None, last = None;
        for (int i = 0; i < text.Length;)
        {
            int script = ScriptOf(CodePointAt(text, i, out int units));
            if (script != Neutral && script != last)
            {
                if (start >= 0)
                {
                    pieces.EmitPart(piece, start, i - start);
                }

                (start, last) = (i, script);
            }

            i += units;
        }

        if (start >= 0)
        {
            pieces.EmitPart(piece, start, text.Length - start);
        }
    }

    private static int ScriptOf(int codePoint)
    {
        if (codePoint == ' ')
        {
            return Neutral;
        }

        int script = ScriptTable.OfUnicode9(codePoint);
        return codePoint == ProlongedSoundMark || script == Hiragana || script == Katakana ? Han : script;
    }
}
