using System.Text;

namespace Vlm.Tokenization;

/// <summary>The tokens &lt;0x00&gt; to &lt;0xFF&gt; of a vocabulary.</summary>
internal sealed class ByteTokens
{
    private readonly int[] _ids = new int[256];

    public ByteTokens(Vocabulary vocabulary)
    {
        for (int b = 0; b < 256; b++)
        {
            _ids[b] = vocabulary.TryGetId($"<0x{b:X2}>", out int id) ? id : -1;
        }
    }

    /// <summary>Writes the tokens of a text's bytes; false where one of them is missing.</summary>
    public bool TryEncode(ReadOnlySpan<char> text, List<int> ids)
    {
        ids.Clear();
        Span<byte> bytes = stackalloc byte[4];
        foreach (Rune rune in text.EnumerateRunes())
        {
            int count = rune.EncodeToUtf8(bytes);
            foreach (byte value in bytes[..count])
            {
                if (_ids[value] < 0)
                {
                    return false;
                }

                ids.Add(_ids[value]);
            }
        }

        return true;
    }
}
