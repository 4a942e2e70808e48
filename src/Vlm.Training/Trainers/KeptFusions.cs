using System.Text.Json;
using System.Text.Json.Nodes;

namespace Vlm.Training;

/// <summary>
/// The other fusions of the model that a run began from, where they give the same answers: they stay beside the trained one, so that three
/// runs, each from the last one's model, make a model with all three.
/// </summary>
internal static class KeptFusions
{
    /// <summary>Adds them to the trained head's entry in vlm.json.</summary>
    /// <param name="made">The trained head's entry; its files lie in <paramref name="madeFolder"/>.</param>
    /// <param name="madeFolder">The folder of the model that is written.</param>
    /// <param name="old">The entry of the same head in the model that the run began from.</param>
    /// <param name="oldFolder">That model's folder.</param>
    public static void Add(JsonNode made, string madeFolder, JsonNode? old, string oldFolder)
    {
        if (made is not JsonObject head || head["fusions"] is not JsonObject fusions || old is not JsonObject known || known["fusions"] is not JsonObject others
            || !AnswersOf(head, madeFolder).SequenceEqual(AnswersOf(known, oldFolder)))
        {
            return;
        }

        foreach ((string name, JsonNode? entry) in others)
        {
            if (entry is JsonObject fusion && !fusions.ContainsKey(name) && (string?)fusion["folder"] is { } own)
            {
                fusions[name] = fusion.DeepClone();
                if ((string?)fusion["kind"] == "late" && !File.Exists(Path.Combine(oldFolder, own, "config.json")))
                {
                    CopyWeights(oldFolder, Path.Combine(madeFolder, own));
                }
            }
        }
    }

    // The weights of a late fusion may stand above its folder, and are not copied with it then.
    private static void CopyWeights(string oldFolder, string folder)
    {
        (float image, float question) = new ComposedModelFiles(oldFolder).LateWeights();
        Directory.CreateDirectory(folder);
        AnswerHeadFiles.WriteWeights(folder, image, question);
    }

    private static string[] AnswersOf(JsonObject head, string folder)
    {
        try
        {
            return (string?)head["labels"] is { } labels ? JsonSerializer.Deserialize<string[]>(File.ReadAllBytes(Path.Combine(folder, labels))) ?? [] : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return [];
        }
    }
}
