namespace Vlm.Tokenization.Chat;

/// <summary>A text, number, true, false or none.</summary>
internal sealed class ConstantExpression(int position, object? value) : Expression(position, 1)
{
    public object? Value => value;

    public override object? Evaluate(Scope scope) => value;
}
