namespace Vlm.Training;

/// <summary>What the captions of one picture say: for each question the answer that every caption that speaks of it gives, with the number of captions that do.</summary>
internal sealed class CaptionFacts
{
    private readonly Dictionary<(string Type, string Question), Dictionary<string, HashSet<int>>> _said = [];
    private readonly HashSet<string> _words = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<int>> _mentions = new(StringComparer.Ordinal);

    public CaptionFacts(IReadOnlyList<string> captions)
    {
        for (int i = 0; i < captions.Count; i++)
        {
            List<string> words = CaptionWords.Split(captions[i]);
            foreach (string word in words)
            {
                _words.Add(word);
                Of(_mentions, QuestionLexicon.Singular(word)).Add(i);
            }

            CaptionRules.Read(words, (type, question, answer) => Of(Of(_said, (type, question)), answer).Add(i));
        }
    }

    /// <summary>The questions on which the captions agree.</summary>
    public IEnumerable<(string Type, string Question, string Answer)> Agreed(int support) =>
        from entry in _said
        where entry.Value.Count == 1
        let answer = entry.Value.Single()
        where answer.Value.Count >= support
        orderby entry.Key.Type, entry.Key.Question
        select (entry.Key.Type, entry.Key.Question, answer.Key);

    public bool Mentions(string noun, int support) => _mentions.TryGetValue(noun, out HashSet<int>? captions) && captions.Count >= support;

    /// <summary>Whether no caption has the noun, its plural or a near synonym.</summary>
    public bool IsSilentAbout(string noun) =>
        !_mentions.ContainsKey(noun) && !_words.Contains(noun + "s")
        && !QuestionLexicon.NearSynonyms.Where(set => set.Contains(noun)).Any(set => set.Any(_words.Contains));

    private static TValue Of<TKey, TValue>(Dictionary<TKey, TValue> map, TKey key)
        where TKey : notnull
        where TValue : new()
    {
        if (!map.TryGetValue(key, out TValue? value))
        {
            map.Add(key, value = new TValue());
        }

        return value;
    }
}
