using System.Text.Json;
using Vlm.Tests.Goldens;

namespace Vlm.Tests.Evaluation.Captions;

/// <summary>Reference values of caption metrics. They quote other people's captions, so they stay in the shared folder.</summary>
internal static class CaptionGoldens
{
    public static JsonElement Read(string name) => GoldenJson.Read(SharedFolder.Find("golden", "metrics", "captions", name));

    public static JsonElement[] Items => [.. Read("inputs.json").GetProperty("items").EnumerateArray()];
}
