namespace Vlm.Tokenization;

/// <summary>Strip: takes up to so many of one character off the beginning and the end of each token.</summary>
internal sealed class StripDecoder(char content, int first, int last) : TokenTextDecoder
{
    public override void Apply(List<string> tokens)
    {
        for (int i = 0; i < tokens.Count; i++)
        {
            int start = 0, end = tokens[i].Length;
            while (start < Math.Min(first, end) && tokens[i][start] == content)
            {
                start++;
            }

            while (end > start && tokens[i].Length - end < last && tokens[i][end - 1] == content)
            {
                end--;
            }

            tokens[i] = tokens[i][start..end];
        }
    }
}
