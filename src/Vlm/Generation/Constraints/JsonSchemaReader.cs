using System.Text.Json;

namespace Vlm.Generation;

/// <summary>Makes a grammar of a JSON Schema. What it cannot keep to is an error, not a wider grammar.</summary>
internal sealed class JsonSchemaReader
{
    private static readonly string[] Annotations =
        ["title", "description", "default", "examples", "$schema", "$id", "$comment", "$defs", "definitions", "deprecated", "readOnly", "writeOnly"];

    private readonly JsonElement _root;
    private readonly Dictionary<string, ReferenceRule> _references = new(StringComparer.Ordinal);

    private JsonSchemaReader(JsonElement root) => _root = root;

    /// <exception cref="JsonSchemaException">The schema is no JSON, or holds something that is not understood.</exception>
    public static GrammarRule Read(string schema)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(schema);
            GrammarRule rule = new JsonSchemaReader(document.RootElement).Rule(document.RootElement, "$");
            return new SequenceRule(JsonRules.Space, rule);
        }
        catch (JsonException e)
        {
            throw new JsonSchemaException("$", $"it is not JSON: {e.Message}");
        }
    }

    private GrammarRule Rule(JsonElement schema, string path)
    {
        if (schema.ValueKind == JsonValueKind.True)
        {
            return JsonRules.AnyValue;
        }

        if (schema.ValueKind != JsonValueKind.Object)
        {
            throw new JsonSchemaException(path, $"expected an object or true, found {schema.GetRawText()}.");
        }

        if (schema.TryGetProperty("$ref", out JsonElement reference))
        {
            Allow(schema, path, "beside $ref", "$ref");
            return Reference(reference, $"{path}.$ref");
        }

        if (schema.TryGetProperty("anyOf", out JsonElement options))
        {
            Allow(schema, path, "beside anyOf", "anyOf");
            return Options(options, $"{path}.anyOf");
        }

        if (schema.TryGetProperty("const", out JsonElement constant))
        {
            Allow(schema, path, "beside const", "const", "type");
            return Constant(constant);
        }

        if (schema.TryGetProperty("enum", out JsonElement values))
        {
            Allow(schema, path, "beside enum", "enum", "type");
            return values.ValueKind == JsonValueKind.Array && values.GetArrayLength() > 0
                ? new ChoiceRule([.. values.EnumerateArray().Select(Constant)])
                : throw new JsonSchemaException($"{path}.enum", $"expected a list of at least one value, found {values.GetRawText()}.");
        }

        return Types(schema, path);
    }

    private GrammarRule Types(JsonElement schema, string path)
    {
        if (!schema.TryGetProperty("type", out JsonElement type))
        {
            string? meant = schema.TryGetProperty("properties", out _) ? "object" : schema.TryGetProperty("items", out _) ? "array" : null;
            Allow(schema, path, meant is null ? "without type" : $"of a schema of type {meant}", meant is null ? [] : JsonTypeRules.Keywords(meant));
            return meant is null ? JsonRules.AnyValue : OfType(meant, schema, path);
        }

        string[] names = type.ValueKind == JsonValueKind.String ? [type.GetString()!]
            : type.ValueKind == JsonValueKind.Array && type.GetArrayLength() > 0 && type.EnumerateArray().All(t => t.ValueKind == JsonValueKind.String)
                ? [.. type.EnumerateArray().Select(t => t.GetString()!)]
                : throw new JsonSchemaException($"{path}.type", $"expected a name or a list of names, found {type.GetRawText()}.");
        Allow(schema, path, $"of a schema of type {string.Join(", ", names)}", ["type", .. names.SelectMany(JsonTypeRules.Keywords)]);
        GrammarRule[] rules = [.. names.Select(name => OfType(name, schema, path))];
        return rules.Length == 1 ? rules[0] : new ChoiceRule(rules);
    }

    private GrammarRule OfType(string type, JsonElement schema, string path) => type switch
    {
        "object" => JsonTypeRules.Object(schema, path, Rule),
        "array" => JsonTypeRules.Array(schema, path, Rule),
        _ => JsonTypeRules.Simple(type, schema, path),
    };

    private ChoiceRule Options(JsonElement options, string path) =>
        options.ValueKind == JsonValueKind.Array && options.GetArrayLength() > 0
            ? new ChoiceRule([.. options.EnumerateArray().Select((option, i) => Rule(option, $"{path}[{i}]"))])
            : throw new JsonSchemaException(path, $"expected a list of at least one schema, found {options.GetRawText()}.");

    private ReferenceRule Reference(JsonElement reference, string path)
    {
        string? pointer = reference.ValueKind == JsonValueKind.String ? reference.GetString() : null;
        if (pointer is null || !(pointer == "#" || pointer.StartsWith("#/", StringComparison.Ordinal)))
        {
            throw new JsonSchemaException(path, $"expected a place in this schema, such as #/$defs/item, found {reference.GetRawText()}.");
        }

        if (_references.TryGetValue(pointer, out ReferenceRule? known))
        {
            return known;
        }

        ReferenceRule rule = _references[pointer] = new ReferenceRule();
        JsonElement target = _root;
        foreach (string part in pointer.Split('/').Skip(1))
        {
            string name = Uri.UnescapeDataString(part).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            target = target.ValueKind == JsonValueKind.Object && target.TryGetProperty(name, out JsonElement inner) ? inner
                : target.ValueKind == JsonValueKind.Array && int.TryParse(name, out int index) && index >= 0 && index < target.GetArrayLength() ? target[index]
                : throw new JsonSchemaException(path, $"the schema has no {pointer}.");
        }

        rule.Target = Rule(target, pointer);
        return rule;
    }

    private static GrammarRule Constant(JsonElement value) => JsonRules.Literal(JsonTypeRules.Compact(value));

    private static void Allow(JsonElement schema, string path, string place, params IEnumerable<string> known)
    {
        foreach (JsonProperty property in schema.EnumerateObject())
        {
            if (!known.Contains(property.Name) && !Annotations.Contains(property.Name))
            {
                throw new JsonSchemaException($"{path}.{property.Name}", $"'{property.Name}' {place} is not understood, and the text would not keep to it. Leave it out, and check the text afterwards.");
            }
        }
    }
}
