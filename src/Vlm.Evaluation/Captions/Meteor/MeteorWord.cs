namespace Vlm.Evaluation;

/// <summary>What METEOR knows of a word.</summary>
internal sealed class MeteorWord(string text, string stem, int[] synonyms, bool isFunction)
{
    public string Text { get; } = text;

    public string Stem { get; } = stem;

    /// <summary>Numbers of synonym sets, ascending.</summary>
    public int[] Synonyms { get; } = synonyms;

    public bool IsFunction { get; } = isFunction;

    public bool SharesSynonym(MeteorWord other)
    {
        for (int i = 0, j = 0; i < Synonyms.Length && j < other.Synonyms.Length;)
        {
            if (Synonyms[i] == other.Synonyms[j])
            {
                return true;
            }

            _ = Synonyms[i] < other.Synonyms[j] ? i++ : j++;
        }

        return false;
    }
}
