namespace Vlm.Tokenization;

/// <summary>BertNormalizer: control characters out, white space to spaces, spaces around Chinese characters, accents off, lower case.</summary>
internal static class BertNormalizer
{
    /// <summary>The steps in the order of the reference.</summary>
    public static IEnumerable<Normalizer> Steps(bool cleanText, bool handleChineseChars, bool stripAccents, bool lowercase)
    {
        if (cleanText)
        {
            yield return new BertCleanTextNormalizer();
        }

        if (handleChineseChars)
        {
            yield return new BertChineseNormalizer();
        }

        if (stripAccents)
        {
            yield return new UnicodeNormalizer(compatible: false, compose: false);
            yield return new BertStripAccentsNormalizer();
        }

        if (lowercase)
        {
            yield return new LowercaseNormalizer();
        }
    }
}
