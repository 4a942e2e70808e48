namespace Vlm.Tokenization.Chat;

/// <summary>A mapping, pair by pair.</summary>
internal sealed class DictExpression(int position, Expression[] keys, Expression[] values) : Expression(position, Math.Max(Above(keys), Above(values)))
{
    public override object? Evaluate(Scope scope)
    {
        Begin(scope).Budget.Items(keys.Length);
        KeyValuePair<object?, object?>[] pairs = new KeyValuePair<object?, object?>[keys.Length];
        for (int i = 0; i < pairs.Length; i++)
        {
            object? key = keys[i].Evaluate(scope);
            pairs[i] = KeyValuePair.Create(key, values[i].Evaluate(scope));
        }

        return DictValue.Of(pairs);
    }
}
