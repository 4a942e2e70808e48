using System.IO.Compression;
using System.Text;

namespace Vlm.Evaluation;

/// <summary>The synonym sets of WordNet 3.0, single words only, and irregular forms; embedded with their licence.</summary>
internal sealed class WordNetSynonyms
{
    private const string Resource = "Vlm.Evaluation.wordnet-synonyms.br";
    private static readonly Lazy<WordNetSynonyms> Shared = new(Load);
    private static readonly (string Suffix, string Replacement)[] Rules =
    [
        ("s", ""), ("ses", "s"), ("xes", "x"), ("zes", "z"), ("ches", "ch"), ("shes", "sh"), ("men", "man"), ("ies", "y"), ("s", ""), ("ies", "y"), ("es", "e"), ("es", ""),
        ("ed", "e"), ("ed", ""), ("ing", "e"), ("ing", ""), ("er", ""), ("est", ""), ("er", "e"), ("est", "e"),
    ];

    private readonly Dictionary<string, int[]> _sets = new(100_000, StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _bases = new(8_000, StringComparer.Ordinal);

    public static WordNetSynonyms Instance => Shared.Value;

    /// <summary>The numbers of the sets that a word, or its base form, belongs to.</summary>
    public int[] Sets(string word)
    {
        IEnumerable<int> all = _sets.GetValueOrDefault(word, []);
        foreach (string root in Bases(word))
        {
            all = all.Concat(_sets.GetValueOrDefault(root, []));
        }

        return [.. all.Distinct().Order()];
    }

    private List<string> Bases(string word)
    {
        if (_bases.TryGetValue(word, out List<string>? known))
        {
            return known;
        }

        if (word.Length > 2 && !word.EndsWith("ss", StringComparison.Ordinal))
        {
            foreach ((string suffix, string replacement) in Rules)
            {
                if (word.EndsWith(suffix, StringComparison.Ordinal) && _sets.ContainsKey(word[..^suffix.Length] + replacement))
                {
                    return [word[..^suffix.Length] + replacement];
                }
            }
        }

        return [];
    }

    // Lines of a word and its sets, an empty line, lines of a base and its irregular forms; all parts divided by spaces.
    private static WordNetSynonyms Load()
    {
        WordNetSynonyms synonyms = new();
        using Stream stream = typeof(WordNetSynonyms).Assembly.GetManifestResourceStream(Resource)!;
        using StreamReader reader = new(new BrotliStream(stream, CompressionMode.Decompress), Encoding.UTF8);
        while (reader.ReadLine() is { Length: > 0 } line)
        {
            string[] parts = line.Split(' ');
            synonyms._sets[parts[0]] = [.. parts.Skip(1).Select(int.Parse)];
        }

        while (reader.ReadLine() is { Length: > 0 } line)
        {
            string[] parts = line.Split(' ');
            foreach (string form in parts.Skip(1))
            {
                if (!synonyms._bases.TryGetValue(form, out List<string>? bases))
                {
                    synonyms._bases[form] = bases = [];
                }

                bases.Add(parts[0]);
            }
        }

        return synonyms;
    }
}
