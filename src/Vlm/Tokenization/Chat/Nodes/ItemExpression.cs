namespace Vlm.Tokenization.Chat;

/// <summary>value[key]</summary>
internal sealed class ItemExpression(int position, Expression target, Expression key) : Expression(position, Above(target, key))
{
    public override object? Evaluate(Scope scope)
    {
        object? owner = target.Evaluate(scope);
        object? index = key.Evaluate(scope);
        return Access.Item(owner, index, Begin(scope));
    }
}

/// <summary>value[start:stop:step]</summary>
internal sealed class SliceExpression(int position, Expression target, Expression? start, Expression? stop, Expression? step)
    : Expression(position, Above(target, start, stop, step))
{
    public override object? Evaluate(Scope scope)
    {
        object? owner = target.Evaluate(scope);
        object? first = start?.Evaluate(scope), end = stop?.Evaluate(scope), stride = step?.Evaluate(scope);
        return Access.Slice(owner, first, end, stride, Begin(scope));
    }
}
