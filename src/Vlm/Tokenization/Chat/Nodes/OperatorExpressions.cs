namespace Vlm.Tokenization.Chat;

/// <summary>left op right, with numbers, texts and lists.</summary>
internal sealed class BinaryExpression(int position, BinaryOperator op, Expression left, Expression right) : Expression(position, Above(left, right))
{
    public override object? Evaluate(Scope scope)
    {
        object? a = left.Evaluate(scope), b = right.Evaluate(scope);
        Rendering rendering = Begin(scope);
        return op switch
        {
            BinaryOperator.Add => Arithmetic.Add(a, b, rendering),
            BinaryOperator.Subtract => Arithmetic.Subtract(a, b),
            BinaryOperator.Multiply => Arithmetic.Multiply(a, b, rendering),
            BinaryOperator.Divide => Arithmetic.Divide(a, b),
            BinaryOperator.FloorDivide => Arithmetic.FloorDivide(a, b),
            BinaryOperator.Modulo => Arithmetic.Modulo(a, b, rendering),
            _ => Arithmetic.Power(a, b),
        };
    }
}

/// <summary>not, minus and plus before a value.</summary>
internal sealed class UnaryExpression(int position, UnaryOperator op, Expression operand) : Expression(position, Above(operand))
{
    public override object? Evaluate(Scope scope)
    {
        object? value = operand.Evaluate(scope);
        Begin(scope);
        return op switch
        {
            UnaryOperator.Not => Boxed.Of(!Comparison.IsTrue(value)),
            UnaryOperator.Negate => Arithmetic.Negate(value),
            _ => Arithmetic.Plus(value),
        };
    }
}

/// <summary>and, or: one of the operands, the second looked at only when needed.</summary>
internal sealed class LogicalExpression(int position, bool isAnd, Expression left, Expression right) : Expression(position, Above(left, right))
{
    public override object? Evaluate(Scope scope)
    {
        object? value = left.Evaluate(scope);
        Begin(scope);
        return Comparison.IsTrue(value) == isAnd ? right.Evaluate(scope) : value;
    }
}

/// <summary>a ~ b ~ c: the texts of the values, one after the other.</summary>
internal sealed class ConcatExpression(int position, Expression[] parts) : Expression(position, Above(parts))
{
    public override object? Evaluate(Scope scope)
    {
        Rendering rendering = scope.Rendering;
        string[] texts = new string[parts.Length];
        long length = 0;
        for (int i = 0; i < parts.Length; i++)
        {
            object? value = parts[i].Evaluate(scope);
            texts[i] = rendering.AutoEscape ? MarkupValue.Escape(value, rendering).Text : Spelling.Text(value, rendering);
            length += texts[i].Length;
        }

        Begin(scope).Budget.Text(length + parts.Length);
        return rendering.Captured(string.Concat(texts));
    }
}

/// <summary>a if test else b</summary>
internal sealed class ConditionalExpression(int position, Expression test, Expression then, Expression? otherwise) : Expression(position, Above(test, then, otherwise))
{
    private static readonly UndefinedValue NoElse = new("the inline if-expression evaluated to false and no else section was defined.");

    public override object? Evaluate(Scope scope)
    {
        bool isTrue = Comparison.IsTrue(test.Evaluate(scope));
        Begin(scope);
        return isTrue ? then.Evaluate(scope) : otherwise is null ? NoElse : otherwise.Evaluate(scope);
    }
}
