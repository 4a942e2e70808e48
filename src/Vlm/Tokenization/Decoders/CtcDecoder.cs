namespace Vlm.Tokenization;

/// <summary>CTC: equal neighbours are one token, padding goes, and with cleanup the delimiter becomes a space.</summary>
internal sealed class CtcDecoder(string pad, string delimiter, bool cleanup) : TokenTextDecoder
{
    public override void Apply(List<string> tokens)
    {
        int written = 0;
        string? previous = null;
        foreach (string token in tokens.ToArray())
        {
            if (token == previous)
            {
                continue;
            }

            previous = token;
            string text = token.Replace(pad, "", StringComparison.Ordinal);
            if (cleanup)
            {
                text = SpaceCleanup.InToken(text).Replace(delimiter, " ", StringComparison.Ordinal);
            }

            if (text.Length > 0)
            {
                tokens[written++] = text;
            }
        }

        tokens.RemoveRange(written, tokens.Count - written);
    }
}
