using System.Globalization;
using System.Text;

namespace Vlm.Training;

/// <summary>
/// A caption in words as BERT's pre-tokenizer splits it: lower case, every punctuation mark and every Chinese character a word of its
/// own (J. Devlin et al., 2019, BasicTokenizer). Accents stay.
/// </summary>
internal static class CaptionWords
{
    public static List<string> Split(string caption, bool withPunctuation = false)
    {
        List<string> words = [];
        StringBuilder word = new();
        foreach (Rune rune in caption.ToLowerInvariant().EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
            {
                Take(word, words);
            }
            else if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format || rune.Value == 0xFFFD)
            {
                // Invisible: it neither belongs to a word nor ends one.
                continue;
            }
            else if (IsChinese(rune.Value))
            {
                Take(word, words);
                words.Add(rune.ToString());
            }
            else if (Rune.IsPunctuation(rune) || (rune.IsAscii && Rune.IsSymbol(rune)))
            {
                Take(word, words);
                if (withPunctuation)
                {
                    words.Add(rune.ToString());
                }
            }
            else
            {
                word.Append(rune);
            }
        }

        Take(word, words);
        return words;
    }

    private static bool IsChinese(int rune) => rune
        is (>= 0x4E00 and <= 0x9FFF) or (>= 0x3400 and <= 0x4DBF) or (>= 0x20000 and <= 0x2A6DF) or (>= 0x2A700 and <= 0x2B73F)
        or (>= 0x2B740 and <= 0x2CEAF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x2F800 and <= 0x2FA1F);

    private static void Take(StringBuilder word, List<string> words)
    {
        if (word.Length > 0)
        {
            words.Add(word.ToString());
            word.Clear();
        }
    }
}
