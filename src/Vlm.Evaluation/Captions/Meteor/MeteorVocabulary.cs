using System.Collections.Frozen;

namespace Vlm.Evaluation;

/// <summary>The words of a caption set, each made once; equal words are the same object.</summary>
internal sealed class MeteorVocabulary(MeteorModules modules)
{
    private static readonly FrozenSet<string> FunctionWords = (
        "the , . to of and a in that for \" is on 's it with was as said at he by be from have has are his but an this not i will \u2019 they ) -rrb- ( -lrb- who their had we which"
        + " were been more or s its would about new one after you : also up when there than $ all out her people she year two - can if last first \u201C over other \u201D into some what so"
        + " -- no time years could ? 't \u2014 '").Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private readonly Dictionary<string, MeteorWord> _words = new(StringComparer.Ordinal);

    public MeteorWord[] Read(string line) => [.. MeteorNormalizer.Words(line).Select(Word)];

    private MeteorWord Word(string text)
    {
        if (!_words.TryGetValue(text, out MeteorWord? word))
        {
            string stem = modules >= MeteorModules.ExactStem ? SnowballStemmer.Stem(text) : text;
            int[] synonyms = modules >= MeteorModules.ExactStemSynonym ? WordNetSynonyms.Instance.Sets(text) : [];
            _words[text] = word = new MeteorWord(text, stem, synonyms, FunctionWords.Contains(text));
        }

        return word;
    }
}
