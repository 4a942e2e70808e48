using System.Text.Json;
using Vlm.Evaluation.Reading;

namespace Vlm.Evaluation;

/// <summary>Reads captions and their references from two JSON files. Members are thread-safe.</summary>
/// <remarks>
/// References: <c>{ "id": ["…", "…"] }</c>, or COCO's annotations, <c>{ "annotations": [{ "image_id", "caption" }] }</c>. Candidates:
/// <c>{ "id": "…" }</c>, or COCO's results, <c>[{ "image_id", "caption" }]</c>. A whole number as an id is the text of its digits: 17 is "17".
/// </remarks>
public static class CaptionFiles
{
    private const int NamedIds = 5;

    /// <summary>Reads both files. Nothing is left out: every candidate needs references, and every reference a candidate.</summary>
    /// <param name="references">The file of the references.</param>
    /// <param name="candidates">The file of the captions to be scored.</param>
    /// <returns>The captions, in the order of the candidates.</returns>
    /// <exception cref="DataSetException">A file cannot be read or is not as described; names file and place.</exception>
    /// <exception cref="EvaluationException">An id stands twice, or in one file only; names it.</exception>
    public static CaptionSet Read(string references, string candidates)
    {
        ArgumentException.ThrowIfNullOrEmpty(references);
        ArgumentException.ThrowIfNullOrEmpty(candidates);
        Dictionary<string, List<string>> known = References(references);
        List<(string Id, string Text)> texts = Candidates(candidates);
        HashSet<string> ids = new(texts.Count, StringComparer.Ordinal);
        foreach ((string id, _) in texts)
        {
            if (!ids.Add(id))
            {
                throw new EvaluationException($"{candidates}: the id '{id}' stands twice; every picture has one candidate.", id);
            }
        }

        RequireNone([.. texts.Select(one => one.Id).Where(id => !known.ContainsKey(id))], $"{candidates}: there is a candidate without references in {references}");
        RequireNone([.. known.Keys.Where(id => !ids.Contains(id))], $"{references}: there are references without a candidate in {candidates}");
        return CaptionSet.Create([.. texts.Select(one => new CaptionItem { Id = one.Id, Candidate = one.Text, References = known[one.Id] })]);
    }

    private static Dictionary<string, List<string>> References(string path)
    {
        JsonNode root = DataFile.ReadJson(path);
        Dictionary<string, List<string>> references = new(StringComparer.Ordinal);
        if (IsList(root.Find("annotations")))
        {
            foreach (JsonNode annotation in root.Items("annotations"))
            {
                string id = annotation.Require("image_id", "the picture's id").Id();
                references.TryAdd(id, []);
                references[id].Add(annotation.Text("caption"));
            }

            return references;
        }

        foreach ((string id, JsonNode list) in root.Members())
        {
            if (!references.TryAdd(id, [.. list.Items().Select(text => text.Text())]))
            {
                throw new EvaluationException($"{path}: the id '{id}' stands twice; put all its references into one list.", id);
            }
        }

        return references;
    }

    private static List<(string Id, string Text)> Candidates(string path)
    {
        JsonNode root = DataFile.ReadJson(path);
        return root.Element.ValueKind == JsonValueKind.Array
            ? [.. root.Items().Select(result => (result.Require("image_id", "the picture's id").Id(), result.Text("caption")))]
            : [.. root.Members().Select(member => (member.Name, member.Value.Text()))];
    }

    // An annotation is an object, and a reference a text: a picture may be called "annotations".
    private static bool IsList(JsonNode? node) =>
        node is { Element.ValueKind: JsonValueKind.Array } list && list.Items().All(item => item.Element.ValueKind == JsonValueKind.Object);

    private static void RequireNone(string[] ids, string what)
    {
        if (ids.Length > 0)
        {
            string named = string.Join(", ", ids.Take(NamedIds).Select(id => $"'{id}'"));
            throw new EvaluationException($"{what}: {named}{(ids.Length > NamedIds ? $" and {ids.Length - NamedIds} more" : "")}. Give both files the same ids.", ids[0]);
        }
    }
}
