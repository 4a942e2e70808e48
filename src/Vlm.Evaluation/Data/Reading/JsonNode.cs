using System.Text.Json;

namespace Vlm.Evaluation.Reading;

/// <summary>A JSON value of a data file that knows where it stands; every miss is a <see cref="DataSetException"/> with the place.</summary>
internal readonly struct JsonNode(string file, JsonElement element, string place, long? line = null)
{
    private const int ShownCharacters = 60;

    public string Place => line is null ? place : $"line {line}";

    public JsonElement Element => element;

    public bool Has(string key) => Find(key) is not null;

    public JsonNode? Find(string key) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(key, out JsonElement value) && value.ValueKind != JsonValueKind.Null
            ? new JsonNode(file, value, place.Length == 0 ? key : $"{place}.{key}", line)
            : null;

    public JsonNode Require(string key, string expected) => Find(key) ?? throw Wrong($"'{key}' is missing; expected {expected}.");

    public IEnumerable<JsonNode> Items(string key) => Require(key, "an array").Items();

    /// <summary>The items of an array.</summary>
    public IEnumerable<JsonNode> Items()
    {
        if (element.ValueKind != JsonValueKind.Array)
        {
            throw Unexpected("an array");
        }

        int i = 0;
        foreach (JsonElement item in element.EnumerateArray())
        {
            yield return new JsonNode(file, item, $"{place}[{i++}]", line);
        }
    }

    /// <summary>A text.</summary>
    public string Text() => element.ValueKind == JsonValueKind.String ? Unescaped() : throw Unexpected("a text");

    public string Text(string key) => Require(key, "a text").Text();

    /// <summary>An id: data sets write them as numbers or texts, and 17 is "17".</summary>
    public string Id() => element.ValueKind switch
    {
        JsonValueKind.String when Unescaped() is { Length: > 0 } text => text,
        JsonValueKind.Number when element.TryGetInt64(out long number) => number.ToString(),
        _ => throw Unexpected("an id, a whole number or a text"),
    };

    /// <summary>A whole number within limits.</summary>
    public int Whole(int smallest, int largest) =>
        element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out int value) && value >= smallest && value <= largest
            ? value
            : throw Unexpected($"a whole number from {smallest} to {largest}");

    /// <summary>A finite number.</summary>
    public double Number() =>
        element.ValueKind == JsonValueKind.Number && double.IsFinite(element.GetDouble()) ? element.GetDouble() : throw Unexpected("a number");

    public bool Flag() =>
        element.ValueKind is JsonValueKind.True or JsonValueKind.False ? element.GetBoolean() : throw Unexpected("true or false");

    /// <summary>The members of an object, in their order.</summary>
    public IEnumerable<(string Name, JsonNode Value)> Members()
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw Unexpected("an object");
        }

        foreach (JsonProperty member in element.EnumerateObject())
        {
            yield return (member.Name, new JsonNode(file, member.Value, place.Length == 0 ? member.Name : $"{place}.{member.Name}", line));
        }
    }

    public DataSetException Unexpected(string expected)
    {
        string found = element.GetRawText();
        return Wrong($"expected {expected}, found {(found.Length > ShownCharacters ? found[..ShownCharacters] + "…" : found)}.");
    }

    private string Unescaped()
    {
        try
        {
            return element.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw Wrong("the text has half of a surrogate pair, which is no character.");
        }
    }

    public DataSetException Wrong(string detail) => new(file, detail, line, place.Length == 0 ? null : place);
}
