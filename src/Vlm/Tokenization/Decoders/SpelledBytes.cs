using System.Text;

namespace Vlm.Tokenization;

/// <summary>The bytes that a token adds to a text, where its spelling tells them: byte-level tokenizers and single bytes such as &lt;0x41&gt;.</summary>
internal static class SpelledBytes
{
    /// <summary>Null where only decoding can tell.</summary>
    public static byte[]? Of(string token, IReadOnlyList<TokenTextDecoder>? decoders) =>
        decoders is null ? null
        : decoders.Any(decoder => decoder is ByteLevelDecoder) ? ByteLevel(token)
        : decoders.Any(decoder => decoder is ByteFallbackDecoder) && ByteFallbackDecoder.TryByte(token, out byte value) ? [value]
        : null;

    private static byte[] ByteLevel(string token) =>
        token.Any(unit => ByteLevelAlphabet.ByteOf(unit) < 0)
            ? Encoding.UTF8.GetBytes(token)
            : [.. token.Select(unit => (byte)ByteLevelAlphabet.ByteOf(unit))];
}
