namespace Vlm.Tokenization.Chat;

/// <summary>A macro, or the body of a call block, with the scope where it was written.</summary>
internal sealed class MacroValue(MacroDefinition definition, Scope closure)
{
    public string? Name => definition.Name;

    public MacroDefinition Definition => definition;

    public object Invoke(Rendering rendering, Arguments arguments)
    {
        Scope scope = new(closure);
        Dictionary<string, object?> named = arguments.Named.ToDictionary(pair => pair.Key, pair => pair.Value);
        int given = Math.Min(arguments.Positional.Length, definition.Parameters.Length);
        rendering.Budget.Enter(definition.Height);
        for (int i = 0; i < definition.Parameters.Length; i++)
        {
            MacroParameter parameter = definition.Parameters[i];
            object? value = i < given ? arguments.Positional[i]
                : named.Remove(parameter.Name, out object? byName) ? byName
                : parameter.Default is { } otherwise ? otherwise.Evaluate(scope)
                : UndefinedValue.Parameter(parameter.Name);
            scope.Set(parameter.Id, value);
        }

        TakeRest(scope, arguments.Positional[given..], named);
        string text = rendering.Capture((definition.Body, scope), static (_, state) => state.Body.Execute(state.scope));
        rendering.Budget.Leave(definition.Height);
        return rendering.Captured(text);
    }

    private void TakeRest(Scope scope, object?[] positional, Dictionary<string, object?> named)
    {
        if (definition.CallerId is { } caller)
        {
            scope.Set(caller, named.Remove("caller", out object? given) && given is not null ? given : new UndefinedValue("No caller defined"));
        }

        if (definition.NamedId is { } rest)
        {
            scope.Set(rest, DictValue.Of([.. named.Select(pair => KeyValuePair.Create((object?)pair.Key, pair.Value))]));
        }
        else if (named.Count > 0)
        {
            throw TemplateFault.Evaluation(named.ContainsKey("caller")
                ? $"macro '{Name}' was invoked with two values for the special caller argument. This is most likely a bug."
                : $"macro '{Name}' takes no keyword argument '{named.Keys.First()}'");
        }

        if (definition.PositionalId is { } more)
        {
            scope.Set(more, new TupleValue(positional));
        }
        else if (positional.Length > 0)
        {
            throw TemplateFault.Evaluation($"macro '{Name}' takes not more than {definition.Parameters.Length} argument(s)");
        }
    }
}
