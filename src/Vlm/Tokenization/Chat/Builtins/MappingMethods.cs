using System.Collections.Frozen;

namespace Vlm.Tokenization.Chat;

/// <summary>Methods of mappings; those that would change one are forbidden.</summary>
internal static class MappingMethods
{
    public static FrozenDictionary<string, Builtin> Table { get; } = BuiltinTable.Of(
        ("get", "key default?", (in call) => Self(call).TryGet(call[0], out object? value) ? value : call.Or(1, null)),
        ("keys", "", (in call) => new DictViewValue(Self(call), DictPart.Keys)),
        ("values", "", (in call) => new DictViewValue(Self(call), DictPart.Values)),
        ("items", "", (in call) => new DictViewValue(Self(call), DictPart.Items)),
        ("copy", "", (in call) => Self(call)));

    public static bool IsForbidden(string name) => name is "clear" or "pop" or "popitem" or "setdefault" or "update";

    private static DictValue Self(in Call call) => (DictValue)call.Self!;
}
