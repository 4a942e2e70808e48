namespace Vlm.Tokenization.Chat;

/// <summary>callee(arguments)</summary>
internal sealed class CallExpression(int position, Expression callee, ArgumentList arguments)
    : Expression(position, Math.Max(Above(callee), arguments.Height + 1))
{
    public override object? Evaluate(Scope scope)
    {
        if (callee is AttributeExpression attribute)
        {
            return attribute.Invoke(scope, arguments);
        }

        object? target = callee.Evaluate(scope);
        Arguments values = arguments.Evaluate(scope);
        return Calling.Invoke(Begin(scope), target, values);
    }

    /// <summary>The same call with the body of a call block as its caller.</summary>
    public object? Evaluate(Scope scope, MacroValue caller)
    {
        object? target = callee.Evaluate(scope);
        Arguments values = arguments.Evaluate(scope);
        return Calling.Invoke(Begin(scope), target, values.WithNamed("caller", caller));
    }
}
