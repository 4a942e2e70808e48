using System.Text;

namespace Vlm.Tokenization;

/// <summary>Replace: every match of a pattern inside a token becomes a fixed text.</summary>
internal sealed class ReplaceDecoder(TextPattern pattern, string content) : TokenTextDecoder
{
    public override void Apply(List<string> tokens)
    {
        List<(int Start, int End)> matches = [];
        for (int i = 0; i < tokens.Count; i++)
        {
            StringBuilder text = new();
            int done = 0;
            matches.Clear();
            pattern.AddMatches(tokens[i], matches);
            long length = tokens[i].Length + ((long)matches.Count * content.Length);
            Effort.CheckLength(length);
            Effort.Spend(length);
            foreach ((int start, int end) in matches)
            {
                text.Append(tokens[i], done, start - done).Append(content);
                done = end;
            }

            tokens[i] = text.Append(tokens[i], done, tokens[i].Length - done).ToString();
        }
    }
}
