namespace Vlm.Tokenization.Chat;

/// <summary>a op b op c: true when every neighbouring pair is; what comes after a false one is not looked at.</summary>
internal sealed class CompareExpression(int position, Expression first, CompareOperator[] ops, Expression[] others)
    : Expression(position, Math.Max(Above(first), Above(others)))
{
    public override object? Evaluate(Scope scope)
    {
        object? left = first.Evaluate(scope);
        for (int i = 0; i < ops.Length; i++)
        {
            object? right = others[i].Evaluate(scope);
            if (!Holds(ops[i], left, right, Begin(scope)))
            {
                return Boxed.False;
            }

            left = right;
        }

        return Boxed.True;
    }

    public static bool Holds(CompareOperator op, object? left, object? right, Rendering rendering) => op switch
    {
        CompareOperator.Equal => Comparison.AreEqual(left, right, rendering),
        CompareOperator.NotEqual => !Comparison.AreEqual(left, right, rendering),
        CompareOperator.Greater => Comparison.Order(left, right, ">", rendering) is > 0,
        CompareOperator.GreaterOrEqual => Comparison.Order(left, right, ">=", rendering) is >= 0,
        CompareOperator.Less => Comparison.Order(left, right, "<", rendering) is < 0,
        CompareOperator.LessOrEqual => Comparison.Order(left, right, "<=", rendering) is <= 0,
        CompareOperator.In => Comparison.Contains(right, left, rendering),
        _ => !Comparison.Contains(right, left, rendering),
    };
}
