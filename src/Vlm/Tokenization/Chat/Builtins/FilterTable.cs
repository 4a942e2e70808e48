using System.Collections.Frozen;

namespace Vlm.Tokenization.Chat;

/// <summary>Jinja's filters by name. Left out are random, whose result nobody could check, and pprint, urlize and xmlattr, which chats do not need.</summary>
internal static class FilterTable
{
    private static readonly FrozenDictionary<string, Builtin> Table =
        TextFilters.Table.Concat(MarkupFilters.Table).Concat(SequenceFilters.Table).Concat(SelectionFilters.Table).Concat(NumberFilters.Table)
            .Append(KeyValuePair.Create("tojson", JsonText.Filter)).ToFrozenDictionary();

    public static Builtin? Find(string name) => Table.GetValueOrDefault(name);
}
