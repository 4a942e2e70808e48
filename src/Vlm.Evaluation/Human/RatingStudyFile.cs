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

    /// <summary>Makes a study of caption files, one a system: <c>{ "picture": "text" }</c>, as <c>vlm metrics caption</c> takes them.</summary>
    /// <param name="files">One JSON file a system; its name without the extension is the system's.</param>
    /// <param name="pictures">Where the pictures lie; an id is a picture's name, with or without its extension.</param>
    /// <param name="mode">Grades or a choice of two.</param>
    /// <param name="criteria">What is graded; null for the default.</param>
    /// <returns>A study of the pictures that every file has a text for.</returns>
    /// <exception cref="DataSetException">A file cannot be read, is not as described, or has other ids than the first; names file and id.</exception>
    /// <exception cref="EvaluationException">There is no such picture, or two files have one name.</exception>
    public static RatingStudy FromCandidates(IReadOnlyList<string> files, IPictureSource pictures, RatingMode mode, IReadOnlyList<string>? criteria = null)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(pictures);
        (string System, JsonNode Root, Dictionary<string, string> Texts)[] systems = [.. files.Select(file =>
        {
            JsonNode root = DataFile.ReadJson(file);
            return (Path.GetFileNameWithoutExtension(file), root, root.Members().ToDictionary(member => member.Name, member => member.Value.Text()));
        })];
        foreach ((_, JsonNode root, Dictionary<string, string> texts) in systems.Skip(1))
        {
            HashSet<string> other = [.. texts.Keys];
            other.SymmetricExceptWith(systems[0].Texts.Keys);
            if (other.Count > 0)
            {
                throw root.Wrong($"it and {files[0]} differ in {other.Count} ids, such as {other.Order(StringComparer.Ordinal).First()}. Give every system the same pictures.");
            }
        }

        Dictionary<string, string> stems = pictures.Names.GroupBy(name => Path.ChangeExtension(name, null)).ToDictionary(group => group.Key, group => group.First());
        var study = new RatingStudy
        {
            Mode = mode,
            Criteria = criteria,
            Items = [.. systems.Take(1).SelectMany(first => first.Texts.Keys).Select(id => new RatedItem
            {
                Id = id,
                Picture = EmbeddedPicture.FromImage(pictures.Open(pictures.Contains(id) ? id : stems.GetValueOrDefault(id, id))),
                Candidates = [.. systems.Select(system => new RatedCandidate { System = system.System, Text = system.Texts[id] })],
            })],
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
        node.Find("image") is { } image ? EmbeddedPicture.FromImage(Path.Combine(folder, image.Text())) : null;
}
