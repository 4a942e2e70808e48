using System.Text.Json;

namespace Vlm.Cli.Input;

/// <summary>A JSON file with an array of texts.</summary>
internal static class TextFile
{
    public static IReadOnlyList<string> Read(string path)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
            if (document.RootElement.ValueKind == JsonValueKind.Array && document.RootElement.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String))
            {
                return [.. document.RootElement.EnumerateArray().Select(item => item.GetString()!)];
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The parser lets half of a surrogate pair pass, and fails when the text is looked at.
            throw new InvalidInputException($"{path}: it is not JSON: {e.Message}");
        }

        throw new InvalidInputException($"{path}: expected an array of texts: [\"a dog\", \"a cat\"].");
    }
}
