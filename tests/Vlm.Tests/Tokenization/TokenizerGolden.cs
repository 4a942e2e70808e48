using System.Text.Json;
using Vlm.Tests.Goldens;

namespace Vlm.Tests.Tokenization;

/// <summary>The reference's outputs for one tokenizer, and the strings that they are of.</summary>
internal sealed class TokenizerGolden
{
    private static readonly Lazy<string[]> Corpus = new(() =>
    {
        JsonElement strings = Parse(GoldenFolder.Path("tokenizers", "corpus.json")).GetProperty("strings");
        return [.. strings.EnumerateArray().OrderBy(s => s.GetProperty("i").GetInt32()).Select(s => s.GetProperty("text").GetString()!)];
    });

    private TokenizerGolden(JsonElement root) => Root = root;

    public JsonElement Root { get; }

    public static string Text(int index) => Corpus.Value[index];

    public static TokenizerGolden Read(string path) => new(Parse(path));

    public static JsonElement Parse(string path)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
        return document.RootElement.Clone();
    }

    /// <summary>The cases of the shared corpus and those of the tokenizer's own, each with its text.</summary>
    public IEnumerable<(string Text, JsonElement Case)> Strings()
    {
        foreach (JsonElement one in Root.GetProperty("strings_shared").EnumerateArray())
        {
            yield return (Text(one.GetProperty("i").GetInt32()), one);
        }

        if (Root.TryGetProperty("strings_own", out JsonElement own))
        {
            foreach (JsonElement one in own.EnumerateArray())
            {
                yield return (one.GetProperty("s").GetString()!, one);
            }
        }
    }

    public static long[] Longs(JsonElement list) => [.. list.EnumerateArray().Select(v => v.GetInt64())];

    public static long[] Longs(JsonElement owner, string name, string otherwise) =>
        Longs(owner.TryGetProperty(name, out JsonElement found) ? found : owner.GetProperty(otherwise));

    /// <summary>Flat (start, end) pairs in code points, as the goldens count.</summary>
    public static int[] CodePointOffsets(IEnumerable<(string Text, TokenOffset Offset)> offsets) =>
        [.. offsets.SelectMany(o => new[] { CodePoints(o.Text, o.Offset.Start), CodePoints(o.Text, o.Offset.End) })];

    private static int CodePoints(string text, int units) => text.AsSpan(0, units).ToString().EnumerateRunes().Count();
}
