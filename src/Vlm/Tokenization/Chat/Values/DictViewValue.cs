namespace Vlm.Tokenization.Chat;

/// <summary>keys(), values() or items() of a mapping: counts, and can be walked again and again.</summary>
internal sealed class DictViewValue(DictValue owner, DictPart part)
{
    public DictValue Owner => owner;

    public DictPart Part => part;

    public string TypeName => part switch { DictPart.Keys => "dict_keys", DictPart.Values => "dict_values", _ => "dict_items" };

    public int Count => owner.Count;

    public IEnumerable<object?> Items() => part switch
    {
        DictPart.Keys => owner.Keys,
        DictPart.Values => owner.Values,
        _ => Enumerable.Range(0, owner.Count).Select(owner.Pair),
    };
}

internal enum DictPart
{
    Keys,
    Values,
    Items,
}
