namespace Vlm.Tokenization.Chat;

/// <summary>value | name(arguments)</summary>
internal sealed class FilterExpression(int position, Expression target, string name, Builtin? filter, ArgumentList arguments)
    : Expression(position, Math.Max(Above(target), arguments.Height + 1))
{
    public override object? Evaluate(Scope scope)
    {
        object? value = target.Evaluate(scope);
        Arguments values = arguments.Evaluate(scope);
        Rendering rendering = Begin(scope);
        return filter is null ? throw TemplateFault.Evaluation($"No filter named '{name}' found.") : filter.Invoke(rendering, value, values);
    }
}

/// <summary>value is name(arguments)</summary>
internal sealed class TestExpression(int position, Expression target, string name, Builtin? test, ArgumentList arguments)
    : Expression(position, Math.Max(Above(target), arguments.Height + 1))
{
    public override object? Evaluate(Scope scope)
    {
        object? value = target.Evaluate(scope);
        Arguments values = arguments.Evaluate(scope);
        Rendering rendering = Begin(scope);
        return test is null ? throw TemplateFault.Evaluation($"No test named '{name}' found.") : test.Invoke(rendering, value, values);
    }
}

/// <summary>The text of the block that a filter stands on: a filter block, or a set block.</summary>
internal sealed class BlockTextExpression(int position) : Expression(position, 1)
{
    public override object? Evaluate(Scope scope) => scope.Rendering.BlockText;
}
