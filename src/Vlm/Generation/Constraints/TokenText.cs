using System.Text;

namespace Vlm.Generation;

/// <summary>What a token adds to a text.</summary>
internal static class TokenText
{
    /// <summary>The bytes; null for special tokens, and where more than this token decides about the text.</summary>
    public static byte[]? Added(ITokenDecoder decoder, int id)
    {
        if (decoder.TokenBytes(id) is { } spelled)
        {
            return spelled;
        }

        string once = decoder.Decode([id]), twice = decoder.Decode([id, id]);
        bool goesOn = once.Length > 0 && twice.Length > once.Length && twice.StartsWith(once, StringComparison.Ordinal);
        return goesOn && !twice.Contains('\uFFFD') ? Encoding.UTF8.GetBytes(twice[once.Length..]) : null;
    }
}
