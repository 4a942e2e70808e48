namespace Vlm.Tokenization.Chat;

/// <summary>value.name</summary>
internal sealed class AttributeExpression(int position, Expression target, string name) : Expression(position, Above(target))
{
    // Looked up once here rather than at every evaluation: mappings and texts are what templates ask most.
    private readonly Builtin? _ofMappings = MappingMethods.Table.GetValueOrDefault(name);
    private readonly Builtin? _ofTexts = TextMethods.Table.GetValueOrDefault(name);
    private readonly bool _plain = name[0] != '_' && !MappingMethods.IsForbidden(name);

    public Expression Target => target;

    public override object? Evaluate(Scope scope)
    {
        object? owner = target.Evaluate(scope);
        Rendering rendering = Begin(scope);
        return owner is DictValue dict && _ofMappings is null && _plain && dict.TryGet(name, out object? value) ? value
            : owner is string && _ofTexts is not null ? new BoundMethod(owner, _ofTexts)
            : Access.Attribute(owner, name, rendering);
    }

    /// <summary>Calls value.name(…) without making a method value first.</summary>
    public object? Invoke(Scope scope, ArgumentList arguments)
    {
        object? owner = target.Evaluate(scope);
        Rendering rendering = scope.Rendering;
        Builtin? method = owner is string ? _ofTexts : owner is DictValue ? _ofMappings : null;
        if (method is null)
        {
            Begin(scope);
            object? callee = Access.Attribute(owner, name, rendering);
            Arguments given = arguments.Evaluate(scope);
            Begin(scope);
            return Calling.Invoke(rendering, callee, given);
        }

        Arguments values = arguments.Evaluate(scope);
        Begin(scope);
        return method.Invoke(rendering, owner, values);
    }
}
