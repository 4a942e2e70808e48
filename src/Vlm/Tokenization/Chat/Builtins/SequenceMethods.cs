using System.Collections.Frozen;

namespace Vlm.Tokenization.Chat;

/// <summary>Methods of lists, tuples and ranges; those that would change a list are forbidden.</summary>
internal static class SequenceMethods
{
    private static readonly FrozenDictionary<string, Builtin> Table = BuiltinTable.Of(
        ("count", "value", (in call) => Boxed.Of(Count(call))),
        ("index", "value start? stop?", (in call) => Boxed.Of(Index(call))),
        ("copy", "", (in call) => call.Self));

    public static Builtin? Find(object owner, string name) => owner is DictViewValue || (name == "copy" && owner is not ListValue) ? null : Table.GetValueOrDefault(name);

    public static bool IsForbidden(string name) => name is "append" or "clear" or "pop" or "reverse" or "insert" or "sort" or "extend" or "remove";

    private static int Count(in Call call)
    {
        int count = 0;
        foreach (object? item in Iteration.Of(call.Self, call.Rendering))
        {
            count += Comparison.AreEqual(item, call[0], call.Rendering) ? 1 : 0;
        }

        return count;
    }

    private static long Index(in Call call)
    {
        object?[] items = Iteration.ToArray(call.Self, call.Rendering);
        SliceBounds bounds = SliceBounds.Of(call.Or(1, null), call.Or(2, null), null, items.Length);
        for (int i = bounds.Start; i < bounds.Start + bounds.Count; i++)
        {
            if (Comparison.AreEqual(items[i], call[0], call.Rendering))
            {
                return i;
            }
        }

        string found = Spelling.Repr(call[0], call.Rendering);
        throw TemplateFault.Evaluation(call.Self is TupleValue ? "tuple.index(x): x not in tuple" : $"{found} is not in {TypeNames.Of(call.Self)}");
    }
}
