namespace Vlm.Training;

/// <summary>The ids that every caption vocabulary begins with, and its words as text.</summary>
internal static class CaptionTokens
{
    public const int Padding = 0;
    public const int Unknown = 1;
    public const int Begin = 2;
    public const int End = 3;

    /// <summary>Whether a token may be written in a caption.</summary>
    public static bool IsWritten(int id) => id >= End;

    /// <summary>What a captioner learns to write: the caption's words and the end token, cut at a length.</summary>
    public static int[] Target(this CaptionVocabulary vocabulary, string caption, int length) => [.. vocabulary.Encode(caption).Append(End).Take(length)];

    /// <summary>The words of ids, up to the end token.</summary>
    public static string Decode(this CaptionVocabulary vocabulary, ReadOnlySpan<int> ids)
    {
        int end = ids.IndexOf(End);
        return string.Join(' ', (end < 0 ? ids : ids[..end]).ToArray().Select(id => vocabulary.Tokens[id]));
    }
}
