using System.Text.Json;
using Vlm.Evaluation.Reading;

namespace Vlm.Evaluation;

/// <summary>Reads matrices of similarities and graded queries; everything that does not fit is named with its place.</summary>
internal static class RetrievalReader
{
    public static bool IsPart(JsonNode node) => node.Element.ValueKind == JsonValueKind.Object && (node.Has("similarities") || node.Has("gains"));

    public static RetrievalData Matrix(TensorFile file, string name)
    {
        long[] shape = file.Shape(name);
        long[]? owners = file.Has($"{name}.owners") ? file.Whole($"{name}.owners") : null;
        if (shape[0] == 0 || (owners is null && (shape[1] == 0 || shape[1] % shape[0] != 0)) || (owners is not null && owners.Length != shape[1]))
        {
            throw file.Wrong(name, $"its shape is [{string.Join(", ", shape)}]; expected [pictures, captions] with as many captions for every picture, or the owner of each caption in {name}.owners.");
        }

        return new RetrievalData
        {
            Name = name,
            Pictures = (int)shape[0],
            Owners = owners is null ? OwnersOf((int)shape[1], (int)(shape[1] / shape[0])) : [.. owners.Select(owner => (int)Math.Clamp(owner, -1, int.MaxValue))],
            Similarities = file.Floats(name),
        };
    }

    public static RetrievalData Matrix(JsonNode node, string name)
    {
        float[][] rows = Rows(node, "similarities");
        int captions = rows[0].Length;
        int? each = node.Find("captions_per_image")?.Whole(1, int.MaxValue);
        int[] owners = node.Has("owners") ? [.. node.Items("owners").Select(owner => owner.Whole(0, rows.Length - 1))]
            : captions == (long)rows.Length * (each ?? (captions / rows.Length)) && captions > 0 ? OwnersOf(captions, captions / rows.Length)
            : throw node.Wrong($"there are {captions} captions for {rows.Length} pictures{(each is null ? "" : $", not {each} for each")}; give 'owners', the picture of each caption.");
        return owners.Length == captions
            ? new RetrievalData { Name = name, Pictures = rows.Length, Owners = owners, Similarities = rows.SelectMany(row => row).ToArray() }
            : throw node.Wrong($"there are {owners.Length} owners for {captions} captions.");
    }

    public static GradedData Graded(TensorFile file, string scores, string gains)
    {
        long[] shape = file.Shape(scores);
        return shape.Length == 2 && shape.SequenceEqual(file.Shape(gains)) && shape[1] > 0
            ? new GradedData { Name = scores[..^".scores".Length], Items = (int)shape[1], Scores = file.Floats(scores), Gains = file.Whole(gains) }
            : throw file.Wrong(scores, $"its shape is [{string.Join(", ", shape)}], and that of {gains} [{string.Join(", ", file.Shape(gains))}]; expected [queries, items] twice.");
    }

    public static GradedData Graded(JsonNode node, string name)
    {
        float[][] scores = Rows(node, "scores");
        long[][] gains = [.. node.Items("gains").Select(row => row.Items().Select(gain => (long)gain.Whole(0, 1000)).ToArray())];
        return gains.Length == scores.Length && gains.All(row => row.Length == scores[0].Length)
            ? new GradedData { Name = name, Items = scores[0].Length, Scores = scores.SelectMany(row => row).ToArray(), Gains = gains.SelectMany(row => row).ToArray() }
            : throw node.Wrong("'gains' has not the shape of 'scores'; every item has one of each.");
    }

    private static float[][] Rows(JsonNode node, string key)
    {
        float[][] rows = [.. node.Items(key).Select(row => row.Items().Select(Single).ToArray())];
        int wrong = Array.FindIndex(rows, row => row.Length != rows[0].Length || row.Length == 0);
        return rows.Length == 0 ? throw node.Wrong($"'{key}' has no row.")
            : wrong < 0 ? rows
            : throw node.Wrong($"row {wrong} of '{key}' has {rows[wrong].Length} numbers; the first has {rows[0].Length}.");
    }

    private static float Single(JsonNode value) => (float)value.Number() is var number && float.IsFinite(number) ? number : throw value.Unexpected("a number that single precision holds");

    private static int[] OwnersOf(int captions, int each) => [.. Enumerable.Range(0, captions).Select(caption => caption / each)];
}
