namespace Vlm.Tokenization.Chat;

/// <summary>A variable.</summary>
internal sealed class NameExpression(int position, string name, int id) : Expression(position, 1)
{
    private readonly UndefinedValue _undefined = UndefinedValue.Variable(name);

    public string Name => name;

    public int Id => id;

    public override object? Evaluate(Scope scope)
    {
        object? value = scope.Get(id);
        if (value == Missing.Value)
        {
            scope.Rendering.At = Position;
            return _undefined;
        }

        return value;
    }
}
