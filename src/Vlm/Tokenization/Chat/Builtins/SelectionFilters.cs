using System.Collections.Frozen;

namespace Vlm.Tokenization.Chat;

/// <summary>map, select, reject and their attribute forms: lazy, item by item.</summary>
internal static class SelectionFilters
{
    public static FrozenDictionary<string, Builtin> Table { get; } = BuiltinTable.Of(
        ("map", "* **", Map),
        ("select", "* **", (in call) => Select(call, wanted: true, byAttribute: false)),
        ("reject", "* **", (in call) => Select(call, wanted: false, byAttribute: false)),
        ("selectattr", "* **", (in call) => Select(call, wanted: true, byAttribute: true)),
        ("rejectattr", "* **", (in call) => Select(call, wanted: false, byAttribute: true)));

    private static IteratorValue Map(in Call call)
    {
        Rendering rendering = call.Rendering;
        Arguments arguments = call.Arguments;
        Func<object?, object?> change;
        if (arguments.Positional.Length == 0 && Named(arguments, "attribute") is { } attribute && attribute != Missing.Value)
        {
            if (arguments.Named.FirstOrDefault(pair => pair.Key is not ("attribute" or "default")).Key is { } wrong)
            {
                throw TemplateFault.Evaluation($"Unexpected keyword argument '{wrong}'");
            }

            object? otherwise = Named(arguments, "default");
            AttributePath path = AttributePath.Of(attribute, rendering, otherwise: otherwise == Missing.Value ? null : otherwise)!;
            change = item => path.Get(item, rendering);
        }
        else
        {
            string name = NameOf(arguments, 0, "map requires a filter argument", rendering);
            Builtin filter = FilterTable.Find(name) ?? throw TemplateFault.Evaluation($"No filter named '{name}'.");
            Arguments rest = arguments.From(1);
            change = item => filter.Invoke(rendering, item, rest);
        }

        return new IteratorValue(Walk(call.Self, rendering).Select(change), call.Self);
    }

    private static IteratorValue Select(in Call call, bool wanted, bool byAttribute)
    {
        Rendering rendering = call.Rendering;
        Arguments arguments = call.Arguments;
        int next = 0;
        AttributePath? path = null;
        if (byAttribute)
        {
            path = AttributePath.Of(arguments.Positional.Length > 0 ? arguments.Positional[next++] : throw TemplateFault.Evaluation("Missing parameter for attribute name"), rendering);
        }

        Func<object?, bool> holds = Comparison.IsTrue;
        if (arguments.Positional.Length > next)
        {
            string name = NameOf(arguments, next, "", rendering);
            Builtin test = TestTable.Find(name) ?? throw TemplateFault.Evaluation($"No test named '{name}'.");
            Arguments rest = arguments.From(next + 1);
            holds = value => Comparison.IsTrue(test.Invoke(rendering, value, rest));
        }

        return new IteratorValue(Walk(call.Self, rendering).Where(item => holds(path is null ? item : path.Get(item, rendering)) == wanted), call.Self);
    }

    // Nothing, None included, is walked before somebody asks; a falsy value has no items.
    private static IEnumerable<object?> Walk(object? value, Rendering rendering)
    {
        if (!Comparison.IsTrue(value))
        {
            yield break;
        }

        foreach (object? item in Iteration.Of(value, rendering))
        {
            rendering.Budget.Step();
            yield return item;
        }
    }

    private static object? Named(Arguments arguments, string name)
    {
        foreach ((string key, object? value) in arguments.Named)
        {
            if (key == name)
            {
                return value;
            }
        }

        return Missing.Value;
    }

    private static string NameOf(Arguments arguments, int at, string missing, Rendering rendering) =>
        at < arguments.Positional.Length ? Spelling.Text(arguments.Positional[at], rendering) : throw TemplateFault.Evaluation(missing);
}
