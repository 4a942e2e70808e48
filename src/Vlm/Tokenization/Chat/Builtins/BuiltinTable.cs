using System.Collections.Frozen;

namespace Vlm.Tokenization.Chat;

/// <summary>Makes a table of builtins by name.</summary>
internal static class BuiltinTable
{
    public static FrozenDictionary<string, Builtin> Of(params (string Name, string Parameters, BuiltinBody Body)[] rows) =>
        rows.ToFrozenDictionary(row => row.Name, row => new Builtin(row.Name, row.Parameters, row.Body));
}
