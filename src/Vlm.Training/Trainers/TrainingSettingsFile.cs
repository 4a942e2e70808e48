using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Vlm.Training;

/// <summary>Settings as JSON. A file names what differs from the defaults; a name that is not known is an error, not a wish that nobody hears.</summary>
public static class TrainingSettingsFile
{
    internal static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.General)
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        WriteIndented = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <summary>Reads a settings file.</summary>
    /// <param name="path">The file: one JSON object; comments are allowed.</param>
    /// <param name="defaults">What it does not name; null for those of <see cref="TrainingSettings"/>.</param>
    /// <exception cref="TrainingException">The file cannot be read, is no JSON, or holds a name or a value that is not known; the message says which.</exception>
    public static TrainingSettings Read(string path, TrainingSettings? defaults = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            return Parse(File.ReadAllText(path), path, defaults);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TrainingException($"{path}: the settings cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Writes all settings; an older file stays whole until the new one is.</summary>
    /// <param name="path">The file.</param>
    /// <param name="settings">The settings.</param>
    /// <exception cref="IOException">The disk is full, or the folder cannot be written.</exception>
    public static void Write(string path, TrainingSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        FileReplacement.Write(path, Encoding.UTF8.GetBytes(ToJson(settings).ToJsonString(Options) + "\n"));
    }

    internal static JsonObject ToJson(TrainingSettings settings) => (JsonObject)JsonSerializer.SerializeToNode(settings, Options)!;

    internal static TrainingSettings Parse(string json, string source, TrainingSettings? defaults = null)
    {
        JsonObject all = ToJson(defaults ?? new TrainingSettings());
        try
        {
            JsonNode? read = JsonNode.Parse(json, documentOptions: new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            Overlay(all, read as JsonObject ?? throw new TrainingException($"{source}: expected one JSON object of settings, such as {{ \"epochs\": 10 }}."), source, "");
            TrainingSettings settings = all.Deserialize<TrainingSettings>(Options)!;
            TrainingSettingsRules.Check(settings, source);
            return settings;
        }
        catch (JsonException e)
        {
            throw new TrainingException($"{source}: {e.Message}", e);
        }
        catch (ArgumentException e)
        {
            throw new TrainingException($"{source}: a name stands twice: {e.Message}", e);
        }
    }

    private static void Overlay(JsonObject target, JsonObject read, string source, string prefix)
    {
        foreach ((string key, JsonNode? value) in read)
        {
            if (!target.ContainsKey(key))
            {
                throw new TrainingException($"{source}: '{prefix}{key}' is no setting. Known are {string.Join(", ", target.Select(pair => prefix + pair.Key))}.");
            }

            if (target[key] is JsonObject inner && value is JsonObject own)
            {
                Overlay(inner, own, source, $"{prefix}{key}.");
            }
            else
            {
                target[key] = value?.DeepClone();
            }
        }
    }
}
