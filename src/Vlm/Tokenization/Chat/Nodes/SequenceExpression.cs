namespace Vlm.Tokenization.Chat;

/// <summary>A list or a tuple, item by item.</summary>
internal sealed class SequenceExpression(int position, Expression[] items, bool isTuple) : Expression(position, Above(items))
{
    public Expression[] Items => items;

    public bool IsTuple => isTuple;

    public override object? Evaluate(Scope scope)
    {
        Begin(scope).Budget.Items(items.Length);
        object?[] values = new object?[items.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = items[i].Evaluate(scope);
        }

        return isTuple ? new TupleValue(values) : new ListValue(values);
    }
}
