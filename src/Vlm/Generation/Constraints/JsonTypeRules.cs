using System.Text.Encodings.Web;
using System.Text.Json;

namespace Vlm.Generation;

/// <summary>The rules of the types that a JSON Schema knows, with the keywords that belong to them.</summary>
internal static class JsonTypeRules
{
    /// <summary>The keywords of a type.</summary>
    public static string[] Keywords(string type) => type switch
    {
        "object" => ["properties", "required", "additionalProperties"],
        "array" => ["items", "minItems", "maxItems"],
        "string" => ["minLength", "maxLength"],
        "number" or "integer" => ["minimum"],
        _ => [],
    };

    public static GrammarRule Simple(string type, JsonElement schema, string path) => type switch
    {
        "string" => String(schema, path),
        "integer" => JsonRules.Integer(AllowsNegative(schema, path)),
        "number" => JsonRules.Number(AllowsNegative(schema, path)),
        "boolean" => JsonRules.Boolean,
        "null" => JsonRules.Null,
        _ => throw new JsonSchemaException($"{path}.type", $"there is no type '{type}'; expected object, array, string, number, integer, boolean or null."),
    };

    public static GrammarRule Array(JsonElement schema, string path, Func<JsonElement, string, GrammarRule> read)
    {
        GrammarRule item = schema.TryGetProperty("items", out JsonElement items) ? read(items, $"{path}.items") : JsonRules.AnyValue;
        (int least, int? most) = Counts(schema, path, "minItems", "maxItems");
        return JsonRules.Array(item, least, most);
    }

    public static GrammarRule Object(JsonElement schema, string path, Func<JsonElement, string, GrammarRule> read)
    {
        string[] required = Required(schema, path);
        bool named = schema.TryGetProperty("properties", out JsonElement properties);
        if (named && properties.ValueKind != JsonValueKind.Object)
        {
            throw new JsonSchemaException($"{path}.properties", $"expected an object, found {properties.GetRawText()}.");
        }

        JsonProperty[] members = named ? [.. properties.EnumerateObject()] : [];
        if (required.Except(members.Select(m => m.Name)).FirstOrDefault() is { } missing)
        {
            throw new JsonSchemaException($"{path}.required", $"'{missing}' is required, but properties does not describe it.");
        }

        // Objects that hold nothing but the named members keep to any additionalProperties; only those without names need it.
        bool closed = schema.TryGetProperty("additionalProperties", out JsonElement rest) && rest.ValueKind == JsonValueKind.False;
        if (members.Length == 0 && !closed)
        {
            return JsonRules.Map(rest.ValueKind == JsonValueKind.Undefined ? JsonRules.AnyValue : read(rest, $"{path}.additionalProperties"));
        }

        GrammarRule content = Members([.. members.Select(m => (
            JsonRules.Member(JsonRules.Literal(Quoted(m.Name)), read(m.Value, $"{path}.properties.{m.Name}")), required.Contains(m.Name)))]);
        return new SequenceRule(JsonRules.Literal("{"), JsonRules.Space, content, JsonRules.Space, JsonRules.Literal("}"));
    }

    /// <summary>A value as JSON without white space.</summary>
    public static string Compact(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Quoted(value.GetString()!),
        JsonValueKind.Array => $"[{string.Join(',', value.EnumerateArray().Select(Compact))}]",
        JsonValueKind.Object => $"{{{string.Join(',', value.EnumerateObject().Select(p => $"{Quoted(p.Name)}:{Compact(p.Value)}"))}}}",
        _ => value.GetRawText(),
    };

    private static string Quoted(string text) => $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text)}\"";

    /// <summary>The members in their order, those that are not required left out or not, commas between those that are there.</summary>
    private static GrammarRule Members((GrammarRule Rule, bool Required)[] members)
    {
        // From the end: what may follow once a member stands there, and what may follow while none does.
        GrammarRule behind = new SequenceRule(), first = new SequenceRule();
        for (int i = members.Length - 1; i >= 0; i--)
        {
            GrammarRule here = new SequenceRule(members[i].Rule, behind), later = new SequenceRule(JsonRules.Comma(), here);
            first = members[i].Required ? here : new ChoiceRule(here, first);
            behind = members[i].Required ? later : new ChoiceRule(later, behind);
        }

        return first;
    }

    private static string[] Required(JsonElement schema, string path) =>
        !schema.TryGetProperty("required", out JsonElement names) ? []
        : names.ValueKind == JsonValueKind.Array && names.EnumerateArray().All(n => n.ValueKind == JsonValueKind.String) ? [.. names.EnumerateArray().Select(n => n.GetString()!)]
        : throw new JsonSchemaException($"{path}.required", $"expected a list of names, found {names.GetRawText()}.");

    private static GrammarRule String(JsonElement schema, string path)
    {
        (int least, int? most) = Counts(schema, path, "minLength", "maxLength");
        return JsonRules.String(least, most);
    }

    private static bool AllowsNegative(JsonElement schema, string path) =>
        !schema.TryGetProperty("minimum", out JsonElement minimum) || (minimum.ValueKind == JsonValueKind.Number && minimum.GetDouble() == 0
            ? false
            : throw new JsonSchemaException($"{path}.minimum", $"0 is understood as the least number, found {minimum.GetRawText()}. Leave it out, and check the text afterwards."));

    private static (int Least, int? Most) Counts(JsonElement schema, string path, string leastName, string mostName)
    {
        int least = Count(leastName) ?? 0;
        int? most = Count(mostName);
        return least > most ? throw new JsonSchemaException($"{path}.{mostName}", $"{most} is less than {leastName}, {least}.") : (least, most);

        int? Count(string name) =>
            !schema.TryGetProperty(name, out JsonElement value) ? null
            : value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int count) && count >= 0 ? count
            : throw new JsonSchemaException($"{path}.{name}", $"expected a whole number from 0, found {value.GetRawText()}.");
    }
}
