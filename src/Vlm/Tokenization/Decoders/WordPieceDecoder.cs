namespace Vlm.Tokenization;

/// <summary>WordPiece: a space before each token but the first and the continuing ones, whose prefix goes.</summary>
internal sealed class WordPieceDecoder(string prefix, bool cleanup) : TokenTextDecoder
{
    public override void Apply(List<string> tokens)
    {
        for (int i = 0; i < tokens.Count; i++)
        {
            string token = tokens[i];
            if (i > 0)
            {
                token = token.StartsWith(prefix, StringComparison.Ordinal) ? token[prefix.Length..] : " " + token;
            }

            tokens[i] = cleanup ? SpaceCleanup.InToken(token) : token;
        }
    }
}
