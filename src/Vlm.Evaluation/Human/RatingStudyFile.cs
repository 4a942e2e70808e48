using Vlm.Evaluation.Reading;

namespace Vlm.Evaluation;

/// <summary>Reads a study from JSON. Members are thread-safe.</summary>
/// <remarks>
/// One object: <c>items</c>, and optionally <c>title</c>, <c>instructions</c>, <c>mode</c> ("grades" or "choice"), <c>criteria</c>, <c>scale</c>. An
/// item has <c>id</c>, <c>candidates</c> (system's name → text, or <c>{ "text" }</c>, or <c>{ "image" }</c>), and optionally <c>image</c> and
/// <c>prompt</c>. Pictures are files beside the study's.
/// </remarks>
public static class RatingStudyFile
{
    /// <summary>Reads a study with its pictures.</summary>
    /// <param name="path">The JSON file.</param>
    /// <returns>The study.</returns>
    /// <exception cref="DataSetException">The file cannot be read or is not as described; names file and place.</exception>
    /// <exception cref="EvaluationException">A picture cannot be read, or an item is wrong; names it.</exception>
    public static RatingStudy Read(string path)
    {
        JsonNode root = DataFile.ReadJson(path);
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var study = new RatingStudy
        {
            Title = root.Find("title")?.Text() ?? "Rating",
            Instructions = root.Find("instructions")?.Text(),
            Mode = root.Find("mode") is { } mode ? RatingKeyFile.ModeOf(mode) : RatingMode.Grades,
            Criteria = root.Has("criteria") ? [.. root.Items("criteria").Select(criterion => criterion.Text())] : null,
            Scale = root.Find("scale")?.Whole(2, 9) ?? 5,
            Items = [.. root.Items("items").Select(item => ItemOf(item, folder))],
        };
        study.Check();
        return study;
    }

    private static RatedItem ItemOf(JsonNode node, string folder) => new()
    {
        Id = node.Require("id", "an id").Id(),
        Picture = PictureOf(node, folder),
        Prompt = node.Find("prompt")?.Text(),
        Candidates = [.. node.Require("candidates", "an object of systems and what they made").Members().Select(member => CandidateOf(member.Name, member.Value, folder))],
    };

    private static RatedCandidate CandidateOf(string system, JsonNode node, string folder) =>
        node.Element.ValueKind == System.Text.Json.JsonValueKind.String
            ? new RatedCandidate { System = system, Text = node.Text() }
            : new RatedCandidate { System = system, Text = node.Find("text")?.Text(), Picture = PictureOf(node, folder) };

    private static EmbeddedPicture? PictureOf(JsonNode node, string folder) =>
        node.Find("image") is { } image ? EmbeddedPicture.FromFile(Path.Combine(folder, image.Text())) : null;
}
