using System.Text;

namespace Vlm.Tokenization;

/// <summary>ByteLevel: characters back to bytes, bytes to text; what is no UTF-8 becomes U+FFFD.</summary>
internal sealed class ByteLevelDecoder : TokenTextDecoder
{
    public override void Apply(List<string> tokens)
    {
        List<byte> bytes = [];
        foreach (string token in tokens)
        {
            if (token.Any(unit => ByteLevelAlphabet.ByteOf(unit) < 0))
            {
                bytes.AddRange(Encoding.UTF8.GetBytes(token));
                continue;
            }

            foreach (char unit in token)
            {
                bytes.Add((byte)ByteLevelAlphabet.ByteOf(unit));
            }
        }

        tokens.Clear();
        tokens.Add(Encoding.UTF8.GetString([.. bytes]));
    }
}
