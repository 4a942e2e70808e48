using System.Text.Json;

namespace Vlm.Folders;

/// <summary>One JSON file of a model folder. Every miss is a <see cref="ModelFolderException"/> with the file and the key.</summary>
internal sealed class JsonFile
{
    private const long MaxBytes = 256L << 20;

    private readonly string _prefix;

    private JsonFile(string path, JsonElement root, string prefix = "")
    {
        Path = path;
        Root = root;
        _prefix = prefix;
    }

    public string Path { get; }

    public JsonElement Root { get; }

    public static JsonFile Read(string path)
    {
        try
        {
            FileInfo info = new(path);
            if (info.Exists && info.Length > MaxBytes)
            {
                throw new ModelFolderException(path, $"{info.Length} bytes are more than the {MaxBytes} that a JSON file of a model may have.");
            }

            return Parse(path, File.ReadAllBytes(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ModelFolderException(path, $"it cannot be read: {e.Message} Fetch the file, or pass the folder that holds it.", innerException: e);
        }
    }

    /// <summary>Reads what stands, or could stand, in a file.</summary>
    public static JsonFile Parse(string path, ReadOnlyMemory<byte> contents)
    {
        if (JsonUnicode.Fault(contents.Span) is { } fault)
        {
            throw new ModelFolderException(path, $"it is not JSON: {fault}. Fetch the file again.");
        }

        try
        {
            return new JsonFile(path, JsonElement.Parse(contents.Span));
        }
        catch (JsonException e)
        {
            throw new ModelFolderException(path, $"it is not JSON: {e.Message} Fetch the file again.", innerException: e);
        }
    }

    /// <summary>The text of a string; null where it holds half a character, which no UTF-8 file can.</summary>
    public static string? TextOf(JsonElement element)
    {
        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The name of a member; its raw spelling where that holds half a character.</summary>
    public static string NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            return property.ToString().Split(':')[0];
        }
    }

    /// <summary>An object inside the file, read as a file of its own; errors name the whole key.</summary>
    public JsonFile Section(string key) => new(Path, Require(key), $"{_prefix}{key}.");

    public JsonElement? Find(string key) => Find(Root, key);

    /// <summary>The value at a dotted key below an element; null where it is absent or JSON's null.</summary>
    public static JsonElement? Find(JsonElement element, string key)
    {
        foreach (string part in key.Split('.'))
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(part, out element) || element.ValueKind == JsonValueKind.Null)
            {
                return null;
            }
        }

        return element;
    }

    public JsonElement Require(string key) => Find(key) ?? throw Wrong(key, "the key is missing.");

    public string? String(string key) =>
        Find(key) is not { } e ? null : e.ValueKind == JsonValueKind.String && TextOf(e) is { } text ? text : throw Unexpected(key, "a string", e);

    public string RequireString(string key) => String(key) ?? throw Wrong(key, "the key is missing; expected a string.");

    public int? Int(string key) =>
        Find(key) is not { } e ? null : e.ValueKind == JsonValueKind.Number && e.TryGetInt32(out int value) ? value : throw Unexpected(key, "a whole number", e);

    public double? Double(string key) =>
        Find(key) is not { } e ? null : e.ValueKind == JsonValueKind.Number ? e.GetDouble() : throw Unexpected(key, "a number", e);

    public bool? Bool(string key) =>
        Find(key) is not { } e ? null : e.ValueKind is JsonValueKind.True or JsonValueKind.False ? e.GetBoolean() : throw Unexpected(key, "true or false", e);

    public ModelFolderException Unexpected(string key, string expected, JsonElement found)
    {
        string text = found.GetRawText();
        return Wrong(key, $"expected {expected}, found {(text.Length > 80 ? text[..80] + "…" : text)}.");
    }

    public ModelFolderException Wrong(string key, string detail) => new(Path, detail, _prefix + key);
}
