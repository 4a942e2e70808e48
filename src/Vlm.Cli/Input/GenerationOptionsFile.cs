using System.Text.Json;

namespace Vlm.Cli.Input;

/// <summary>Generation options under the names of generation_config.json; what is not named is at transformers' default, not at the model's.</summary>
internal static class GenerationOptionsFile
{
    // transformers generates 20 new tokens when nobody says how many.
    private const int DefaultMaxNewTokens = 20;

    public static GenerationOptions Read(string? path)
    {
        GenerationOptions options = new() { MaxNewTokens = DefaultMaxNewTokens, NumBeams = 1, LengthPenalty = 1, EarlyStopping = EarlyStopping.Likely, SuppressTokens = [] };
        if (path is null)
        {
            return options;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw new InvalidInputException($"{path}: expected one object, such as {{ \"num_beams\": 3 }}, found {document.RootElement.ValueKind}.");
            }

            foreach (JsonProperty property in document.RootElement.EnumerateObject())
            {
                Apply(options, path, property);
            }
        }
        catch (JsonException e)
        {
            throw new InvalidInputException($"{path}: it is not JSON: {e.Message}");
        }

        return options;
    }

    private static void Apply(GenerationOptions options, string path, JsonProperty property)
    {
        switch (property.Name)
        {
            case "max_new_tokens":
                options.MaxNewTokens = Count(path, property);
                break;
            case "num_beams":
                options.NumBeams = Count(path, property);
                break;
            case "length_penalty":
                options.LengthPenalty = property.Value.ValueKind == JsonValueKind.Number ? property.Value.GetSingle() : throw Wrong(path, property, "a number");
                break;
            case "early_stopping":
                options.EarlyStopping = property.Value.ValueKind is JsonValueKind.True or JsonValueKind.False
                    ? property.Value.GetBoolean() ? EarlyStopping.Always : EarlyStopping.Likely
                    : throw Wrong(path, property, "true or false");
                break;
            case "suppress_tokens":
                options.SuppressTokens = Ids(path, property);
                break;
            default:
                throw new InvalidInputException(
                    $"{path}: '{property.Name}' is not known here; expected max_new_tokens, num_beams, length_penalty, early_stopping or suppress_tokens.");
        }
    }

    private static int[] Ids(string path, JsonProperty property) =>
        property.Value.ValueKind == JsonValueKind.Array
        && property.Value.EnumerateArray().All(id => id.ValueKind == JsonValueKind.Number && id.TryGetInt32(out int value) && value >= 0)
            ? [.. property.Value.EnumerateArray().Select(id => id.GetInt32())]
            : throw Wrong(path, property, "a list of ids, each a whole number from 0");

    private static int Count(string path, JsonProperty property) =>
        property.Value.ValueKind == JsonValueKind.Number && property.Value.TryGetInt32(out int value) && value >= 1
            ? value
            : throw Wrong(path, property, "a whole number of at least 1");

    private static InvalidInputException Wrong(string path, JsonProperty property, string expected) =>
        new($"{path}: {property.Name} is {property.Value.GetRawText()}; expected {expected}.");
}
