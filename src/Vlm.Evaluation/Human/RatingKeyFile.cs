using System.Text.Json;
using Vlm.Evaluation.Reading;

namespace Vlm.Evaluation;

/// <summary>The key to a rating page as a JSON file. Members are thread-safe.</summary>
public static class RatingKeyFile
{
    /// <summary>Writes the key as JSON.</summary>
    /// <param name="key">The key that <see cref="RatingPage.Write"/> gave.</param>
    /// <param name="file">Where to; left open.</param>
    public static void Write(RatingKey key, Stream file)
    {
        ArgumentNullException.ThrowIfNull(key);
        using var json = new Utf8JsonWriter(file, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteNumber("format", 1);
        json.WriteString("study", key.Study);
        json.WriteString("mode", NameOf(key.Mode));
        json.WriteNumber("scale", key.Scale);
        WriteStrings(json, "criteria", key.Criteria);
        WriteStrings(json, "systems", key.Systems);
        json.WriteStartArray("tasks");
        foreach (RatingTask task in key.Tasks)
        {
            json.WriteStartObject();
            json.WriteString("token", task.Token);
            json.WriteString("item", task.Item);
            WriteStrings(json, "systems", task.Systems);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Reads a key.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The key.</returns>
    /// <exception cref="DataSetException">The file cannot be read, is cut off, or is no key; names the file and the place.</exception>
    public static RatingKey Read(string path)
    {
        JsonNode root = DataFile.ReadJson(path);
        RatingMode mode = ModeOf(root.Require("mode", "\"grades\" or \"choice\", as in the key that was written with the rating page"));
        int systems = mode == RatingMode.Choice ? 2 : 1;
        return new RatingKey
        {
            Study = root.Text("study"),
            Mode = mode,
            Scale = root.Require("scale", "the best grade").Whole(2, 9),
            Criteria = [.. root.Items("criteria").Select(criterion => criterion.Text())],
            Systems = [.. root.Items("systems").Select(system => system.Text())],
            Tasks = [.. root.Items("tasks").Select(task => TaskOf(task, systems))],
        };
    }

    internal static string NameOf(RatingMode mode) => mode == RatingMode.Choice ? "choice" : "grades";

    internal static RatingMode ModeOf(JsonNode node) => node.Text() switch
    {
        "choice" => RatingMode.Choice,
        "grades" => RatingMode.Grades,
        _ => throw node.Unexpected("\"grades\" or \"choice\""),
    };

    private static RatingTask TaskOf(JsonNode node, int systems)
    {
        var task = new RatingTask { Token = node.Text("token"), Item = node.Text("item"), Systems = [.. node.Items("systems").Select(system => system.Text())] };
        return task.Systems.Count == systems ? task : throw node.Wrong($"a task of this mode has {systems} systems, found {task.Systems.Count}.");
    }

    private static void WriteStrings(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (string value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }
}
