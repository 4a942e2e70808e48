using System.Text;

namespace Vlm.Tokenization;

/// <summary>What a tokenizer accepts: at most 1 MiB of UTF-8, and no lone surrogates.</summary>
internal static class InputText
{
    private const int MaxBytes = 1 << 20;

    /// <summary>The text, each lone surrogate replaced by U+FFFD.</summary>
    /// <exception cref="InvalidInputException">The text is longer than 1 MiB of UTF-8.</exception>
    public static ReadOnlySpan<char> Check(ReadOnlySpan<char> text, Workspace workspace)
    {
        // A code unit has 1 to 3 bytes; most texts are short enough to know without counting.
        if (text.Length > MaxBytes / 3 && (text.Length > MaxBytes || Encoding.UTF8.GetByteCount(text) > MaxBytes))
        {
            throw new InvalidInputException($"A text of {Encoding.UTF8.GetByteCount(text)} bytes of UTF-8 is longer than the {MaxBytes} (1 MiB) that are accepted. Shorten it; models read far less.");
        }

        return text.IndexOfAnyInRange('\uD800', '\uDFFF') < 0 ? text : WithoutLoneSurrogates(text, workspace);
    }

    private static ReadOnlySpan<char> WithoutLoneSurrogates(ReadOnlySpan<char> text, Workspace workspace)
    {
        Span<char> repaired = default;
        for (int i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
            {
                continue;
            }

            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
            {
                i++;
                continue;
            }

            if (repaired.IsEmpty)
            {
                repaired = workspace.Repaired(text.Length);
                text.CopyTo(repaired);
            }

            repaired[i] = '\uFFFD';
        }

        return repaired.IsEmpty ? text : repaired;
    }
}
