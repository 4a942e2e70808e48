using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace Vlm.Tokenization.Chat;

/// <summary>JSON as template values: 1 stays an integer, 1.0 a float.</summary>
internal static class JsonValues
{
    // Far below the levels that values may have, so that lists and mappings around it find room.
    private const int MostLevels = 100;

    public static DictValue Object(JsonElement json, string what) => json.ValueKind == JsonValueKind.Object
        ? (DictValue)Of(json, what)!
        : throw new InvalidInputException($"{what}: found JSON of kind {json.ValueKind}; expected an object.");

    public static ListValue Array(JsonElement json, string what) => json.ValueKind == JsonValueKind.Array
        ? (ListValue)Of(json, what)!
        : throw new InvalidInputException($"{what}: found JSON of kind {json.ValueKind}; expected an array.");

    private static object? Of(JsonElement json, string what, int depth = 0)
    {
        if (depth > MostLevels)
        {
            throw new InvalidInputException($"{what}: its JSON nests deeper than {MostLevels} levels.");
        }

        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                List<KeyValuePair<object?, object?>> pairs = [];
                foreach (JsonProperty property in json.EnumerateObject())
                {
                    pairs.Add(KeyValuePair.Create((object?)Name(property, what), Of(property.Value, what, depth + 1)));
                }

                return DictValue.Of(pairs);
            case JsonValueKind.Array:
                object?[] items = new object?[json.GetArrayLength()];
                int next = 0;
                foreach (JsonElement item in json.EnumerateArray())
                {
                    items[next++] = Of(item, what, depth + 1);
                }

                return new ListValue(items);
            case JsonValueKind.String:
                return Text(json, what);
            case JsonValueKind.Number:
                return Number(json);
            case JsonValueKind.True:
                return Boxed.True;
            case JsonValueKind.False:
                return Boxed.False;
            default:
                return null;
        }
    }

    private static string Name(JsonProperty property, string what)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException e)
        {
            throw HalfAPair(what, e);
        }
    }

    private static string Text(JsonElement json, string what)
    {
        try
        {
            return json.GetString()!;
        }
        catch (InvalidOperationException e)
        {
            throw HalfAPair(what, e);
        }
    }

    private static InvalidInputException HalfAPair(string what, InvalidOperationException e) => new($"{what}: a text holds half of a surrogate pair: {e.Message}");

    private static object Number(JsonElement json)
    {
        if (json.TryGetInt64(out long number))
        {
            return Boxed.Of(number);
        }

        string text = json.GetRawText();
        const int mostDigits = 4300;
        return text.AsSpan().IndexOfAny(".eE") >= 0 ? double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture)
            : text.Length > mostDigits ? throw new InvalidInputException($"An integer of {text.Length} digits; the most is {mostDigits}.")
            : Boxed.Of(BigInteger.Parse(text, CultureInfo.InvariantCulture));
    }
}
