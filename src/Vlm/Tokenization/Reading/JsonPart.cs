using System.Text.Json;
using Vlm.Folders;

namespace Vlm.Tokenization;

/// <summary>A part of a JSON file that knows its path, so that every error names file and key.</summary>
internal readonly record struct JsonPart(JsonFile File, string Path, JsonElement Element)
{
    public static JsonPart Root(JsonFile file) => new(file, "", file.Root);

    /// <summary>A member; null where it is absent or JSON's null.</summary>
    public JsonPart? Find(string name)
    {
        RequireKind(JsonValueKind.Object, "an object");
        return Element.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? new JsonPart(File, PathOf(name), value) : null;
    }

    public JsonPart Require(string name) => Find(name) ?? throw File.Wrong(PathOf(name), "the key is missing. Fetch the file again.");

    public IEnumerable<JsonPart> Items()
    {
        RequireKind(JsonValueKind.Array, "a list");
        JsonPart self = this;
        return Element.EnumerateArray().Select((item, i) => new JsonPart(self.File, $"{self.Path}[{i}]", item));
    }

    public string Type() => Require("type").Text();

    public string Text()
    {
        RequireKind(JsonValueKind.String, "a string");
        return JsonFile.TextOf(Element) ?? throw Unexpected("a string of whole characters");
    }

    public int Id() => Element.ValueKind == JsonValueKind.Number && Element.TryGetInt32(out int value) && value >= 0 ? value : throw Unexpected("a whole number from 0");

    /// <summary>A whole number from 1.</summary>
    public int Count() => Id() is > 0 and int count ? count : throw Unexpected("a whole number from 1");

    /// <summary>A text of one code point.</summary>
    public string Character()
    {
        string text = Text();
        return text.Length == 1 || (text.Length == 2 && char.IsSurrogatePair(text[0], text[1])) ? text : throw Unexpected("one character");
    }

    public double Number() => Element.ValueKind == JsonValueKind.Number ? Element.GetDouble() : throw Unexpected("a number");

    public bool Flag() => Element.ValueKind is JsonValueKind.True or JsonValueKind.False ? Element.GetBoolean() : throw Unexpected("true or false");

    public string Text(string name, string otherwise) => Find(name)?.Text() ?? otherwise;

    /// <summary>A text to look for, which must not be empty.</summary>
    public string NonEmpty(string name, string otherwise) => Find(name) is not { } part ? otherwise : part.Text() is { Length: > 0 } text ? text : throw part.Unexpected("a text that is not empty");

    public bool Flag(string name, bool otherwise) => Find(name)?.Flag() ?? otherwise;

    public int Id(string name, int otherwise) => Find(name)?.Id() ?? otherwise;

    /// <summary>One of an enumeration's names, spelled as in the file.</summary>
    public T Choice<T>(string name, T otherwise)
        where T : struct, Enum =>
        Find(name) is not { } part ? otherwise
        : System.Enum.TryParse(part.Text(), ignoreCase: true, out T value) && !char.IsAsciiDigit(part.Text().FirstOrDefault()) ? value
        : throw part.Unexpected("one of " + string.Join(", ", System.Enum.GetNames<T>()));

    public void RequireKind(JsonValueKind kind, string expected)
    {
        if (Element.ValueKind != kind)
        {
            throw Unexpected(expected);
        }
    }

    public ModelFolderException Unexpected(string expected) => File.Unexpected(Path.Length == 0 ? "$" : Path, expected, Element);

    public ModelFolderException Wrong(string detail) => File.Wrong(Path.Length == 0 ? "$" : Path, detail);

    private string PathOf(string name) => Path.Length == 0 ? name : $"{Path}.{name}";
}
