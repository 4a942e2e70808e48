namespace Vlm.Tokenization.Chat;

/// <summary>The functions that every template can call.</summary>
internal static class Globals
{
    private static readonly Builtin[] All =
    [
        new("range", "start stop? step?", Range),
        new("dict", "pairs? **", (in call) => DictValue.Of(Pairs(call))),
        new("namespace", "pairs? **", MakeNamespace),
        new("cycler", "*", (in call) => call.Arguments.Positional is { Length: > 0 } items ? new CyclerValue(items) : throw TemplateFault.Evaluation("at least one item has to be provided")),
        new("joiner", "sep?", (in call) => new JoinerValue(call.Or(0, ", "))),
        new("raise_exception", "message", (in call) => throw TemplateFault.Raised(Spelling.Text(call[0], call.Rendering))),
        new("strftime_now", "format", (in call) => TimeFormat.Apply(call.Rendering.Now, call.Text(0), call.Rendering)),
    ];

    /// <summary>Gives a rendering those that its template mentions.</summary>
    public static void AddTo(Rendering rendering)
    {
        foreach (Builtin function in All)
        {
            int id = rendering.Source.Names.Find(function.Name);
            if (id >= 0)
            {
                rendering.Root[id] = function;
            }
        }
    }

    private static RangeValue Range(in Call call)
    {
        long first = Numbers.Index(call[0]);
        return call.Has(1) ? new RangeValue(first, Numbers.Index(call[1]), call.Integer(2, 1)) : new RangeValue(0, first, 1);
    }

    private static NamespaceValue MakeNamespace(in Call call)
    {
        NamespaceValue space = new();
        foreach ((object? key, object? value) in Pairs(call))
        {
            space.Attributes[key as string ?? throw TemplateFault.Evaluation("attributes of a namespace are texts")] = value;
        }

        return space;
    }

    private static List<KeyValuePair<object?, object?>> Pairs(in Call call)
    {
        List<KeyValuePair<object?, object?>> pairs = [];
        object? given = call.Or(0, DictValue.Empty);
        if (given is DictValue dict)
        {
            pairs.AddRange(dict.Keys.Zip(dict.Values, KeyValuePair.Create));
        }
        else
        {
            foreach (object? item in Iteration.Of(given, call.Rendering))
            {
                pairs.Add(Iteration.ToArray(item, call.Rendering) is [var key, var value]
                    ? KeyValuePair.Create(key, value)
                    : throw TemplateFault.Evaluation("dictionary update sequence elements must have length 2"));
            }
        }

        call.Rendering.Budget.Items(pairs.Count);
        pairs.AddRange(call.Arguments.Named.Select(pair => KeyValuePair.Create((object?)pair.Key, pair.Value)));
        return pairs;
    }
}
