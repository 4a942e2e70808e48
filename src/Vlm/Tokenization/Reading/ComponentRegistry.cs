namespace Vlm.Tokenization;

/// <summary>The component types of one kind that are known, by the name that tokenizer.json gives them.</summary>
internal sealed class ComponentRegistry<T>(string kind, IReadOnlyDictionary<string, Func<JsonPart, T>> readers)
{
    public T Read(JsonPart part)
    {
        string type = part.Type();
        return readers.TryGetValue(type, out Func<JsonPart, T>? read)
            ? read(part)
            : throw part.Wrong($"the {kind} type '{type}' is not known. Known: {string.Join(", ", readers.Keys.Order(StringComparer.Ordinal))}.");
    }
}
