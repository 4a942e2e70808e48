using System.Text.Json;
using System.Text.Json.Nodes;

namespace Vlm.Training;

/// <summary>Writes a <see cref="TrainingDataReport"/> for programs.</summary>
internal static class TrainingDataJson
{
    public static string Write(TrainingDataReport report) => new JsonObject
    {
        ["name"] = report.Name,
        ["splits"] = new JsonArray([.. report.Splits.Select(Split)]),
        ["vocabulary"] = report.Vocabulary is null ? null : new JsonObject { ["size"] = report.Vocabulary.Tokens.Count, ["leastCount"] = report.LeastCount },
        ["picturesRead"] = report.ReadPictures,
        ["duplicates"] = Groups(report.Duplicates),
        ["leaks"] = Groups(report.Leaks),
        ["unreadable"] = new JsonArray([.. report.Unreadable.Select(picture => new JsonObject { ["picture"] = picture.Picture, ["reason"] = picture.Reason })]),
        ["classesWithOneExample"] = new JsonArray([.. report.ClassesWithOneExample.Select(name => JsonValue.Create(name))]),
        ["problems"] = new JsonArray([.. report.Problems.Select(problem => new JsonObject { ["kind"] = problem.Kind.ToString(), ["id"] = problem.Id, ["place"] = problem.Place, ["message"] = problem.Message })]),
    }.ToJsonString(new JsonSerializerOptions { WriteIndented = true });

    private static JsonObject Split(SplitSummary split) => new()
    {
        ["name"] = split.Name,
        ["pictures"] = split.Pictures,
        ["captions"] = split.Captions,
        ["captionWords"] = split.Lengths is not { } lengths ? null : new JsonObject { ["least"] = lengths.Least, ["median"] = lengths.Median, ["mean"] = lengths.Mean, ["percentile95"] = lengths.Percentile95, ["greatest"] = lengths.Greatest },
        ["coverage"] = double.IsNaN(split.Coverage) ? null : split.Coverage,
        ["questions"] = Counts(split.Questions),
        ["classes"] = Counts(split.Classes),
    };

    private static JsonObject Counts(IReadOnlyDictionary<string, int> counts) => new(counts.Select(pair => new KeyValuePair<string, JsonNode?>(pair.Key, pair.Value)));

    private static JsonArray Groups(IReadOnlyList<DuplicateGroup> groups) =>
        new([.. groups.Select(group => new JsonObject { ["exact"] = group.IsExact, ["pictures"] = new JsonArray([.. group.Pictures.Select(name => JsonValue.Create(name))]) })]);
}
