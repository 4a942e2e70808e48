namespace Vlm.Tokenization.Chat;

/// <summary>The arguments of a call as they are written.</summary>
internal sealed class ArgumentList(Expression[] positional, KeyValuePair<string, Expression>[] named, Expression? more, Expression? moreNamed)
{
    public static ArgumentList None { get; } = new([], [], null, null);

    public int Height { get; } = new[] { more, moreNamed }.Concat(positional).Concat(named.Select(pair => pair.Value)).Select(part => part?.Height ?? 0).Max();

    public Arguments Evaluate(Scope scope)
    {
        if (positional.Length == 0 && named.Length == 0 && more is null && moreNamed is null)
        {
            return Arguments.None;
        }

        object?[] values = new object?[positional.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = positional[i].Evaluate(scope);
        }

        if (named.Length == 0 && more is null && moreNamed is null)
        {
            return new Arguments(values, []);
        }

        List<KeyValuePair<string, object?>> names = new(named.Length);
        foreach ((string name, Expression value) in named)
        {
            Add(names, name, value.Evaluate(scope));
        }

        if (more is not null)
        {
            values = [.. values, .. Iteration.ToArray(more.Evaluate(scope), scope.Rendering)];
        }

        if (moreNamed?.Evaluate(scope) is { } mapping)
        {
            AddAll(names, mapping);
        }

        return new Arguments(values, names);
    }

    private static void AddAll(List<KeyValuePair<string, object?>> names, object mapping)
    {
        if (mapping is not DictValue dict)
        {
            throw TemplateFault.Evaluation($"argument after ** must be a mapping, not {TypeNames.Of(mapping)}");
        }

        for (int i = 0; i < dict.Count; i++)
        {
            Add(names, dict.Keys[i] as string ?? throw TemplateFault.Evaluation("keywords must be strings"), dict.Values[i]);
        }
    }

    private static void Add(List<KeyValuePair<string, object?>> names, string name, object? value)
    {
        if (names.Any(pair => pair.Key == name))
        {
            throw TemplateFault.Evaluation($"got multiple values for keyword argument '{name}'");
        }

        names.Add(KeyValuePair.Create(name, value));
    }
}
