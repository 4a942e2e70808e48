using System.Text;

namespace Vlm.Tokenization;

/// <summary>ByteLevel as a normalizer: each byte of UTF-8 becomes one printable character.</summary>
internal sealed class ByteLevelNormalizer : CodePointNormalizer
{
    protected override void Rewrite(int codePoint, int start, int end, AlignedText target)
    {
        Span<byte> bytes = stackalloc byte[4];
        foreach (byte value in bytes[..new Rune(codePoint).EncodeToUtf8(bytes)])
        {
            target.Append(ByteLevelAlphabet.Of(value), start, end);
        }
    }
}
