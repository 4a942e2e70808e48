using System.Text.Json;
using Vlm.Evaluation;
using Vlm.Tests.Goldens;

namespace Vlm.Tests.Evaluation.Captions;

/// <summary>Reference values of caption metrics. They quote other people's captions, so they stay in the shared folder.</summary>
internal static class CaptionGoldens
{
    public static JsonElement Read(string name) => GoldenJson.Read(SharedFolder.Find("golden", "metrics", "captions", name));

    public static JsonElement[] Items => [.. Read("inputs.json").GetProperty("items").EnumerateArray()];

    /// <summary>The scores of all items, or of a named subset.</summary>
    public static JsonElement Scores(string name) => name == "all" ? Read("scores.json").GetProperty("all") : Read("scores.json").GetProperty("subsets").GetProperty(name);

    /// <summary>The captions of all items, or of a named subset, tokenised by the library.</summary>
    public static CaptionSet Set(string name)
    {
        JsonElement[] items = Items;
        int[] indices = name == "all" ? [.. Enumerable.Range(0, items.Length)] : Scores(name).Ints("items");
        return CaptionSet.Create([.. indices.Select(i => new CaptionItem { Id = items[i].Text("filename"), Candidate = items[i].Text("candidate"), References = items[i].Strings("references") })]);
    }
}
