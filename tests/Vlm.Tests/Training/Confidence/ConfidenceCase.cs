using System.Text.Json.Nodes;
using Vlm.Tests.Goldens;
using Vlm.Tests.Training.Data;

namespace Vlm.Tests.Training.Confidence;

/// <summary>A picture to fit confidence on, with what people say of it.</summary>
internal sealed record ConfidenceCase(string Name, byte[] Bytes, string Split, string[] Captions)
{
    private const int Count = 16;

    private static readonly string[] Photos = ["china.jpg", "flower.jpg", "lake.jpg", "soccer.jpg"];

    /// <summary>Half of them are of train. People say of half of the others what the model says, and of the rest something else.</summary>
    public static async Task<IReadOnlyList<ConfidenceCase>> MakeAsync(string modelFolder, CancellationToken cancellationToken)
    {
        List<ConfidenceCase> cases = [];
        using IVisionLanguageModel model = VisionLanguageModel.Load(modelFolder, new VlmOptions { VerifyFiles = false });
        for (int i = 0; i < Count; i++)
        {
            byte[] bytes = Photographs.Copy(Photos[i % 4], 96, 80, crop: 1 - (i / 4 * 0.12f));
            string caption = i < Count / 2 ? "" : (await model.CaptionAsync(bytes, null, cancellationToken)).Text;
            cases.Add(new ConfidenceCase($"{i}.jpg", bytes, i < Count / 2 ? "train" : "val", i < Count / 2 ? [] : i % 3 == 0 ? [$"number {i} is an umbrella", $"umbrella {i} here"] : [caption, caption]));
        }

        return cases;
    }

    /// <summary>Copies the default model; what it knows of its confidence already is forgotten.</summary>
    public static void CopyModel(TemporaryFolder folder)
    {
        string source = ModelsFolder.Find("default");
        foreach (string file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            string target = folder[Path.GetRelativePath(source, file)];
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
            File.SetAttributes(target, FileAttributes.Normal);
        }

        JsonObject manifest = JsonNode.Parse(File.ReadAllText(folder["vlm.json"]))!.AsObject();
        manifest.Remove("confidence");
        manifest["files"]!.AsObject().Remove("confidence.json");
        File.WriteAllText(folder["vlm.json"], manifest.ToJsonString());
        File.Delete(folder["confidence.json"]);
    }
}
