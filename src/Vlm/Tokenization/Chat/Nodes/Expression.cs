namespace Vlm.Tokenization.Chat;

/// <summary>A piece of a template that has a value.</summary>
/// <param name="position">Where it stands in the source.</param>
/// <param name="height">One more than the highest expression in it.</param>
internal abstract class Expression(int position, int height)
{
    public int Position => position;

    public int Height => height;

    public abstract object? Evaluate(Scope scope);

    /// <summary>Charges one operation and says where it stands.</summary>
    protected Rendering Begin(Scope scope)
    {
        Rendering rendering = scope.Rendering;
        rendering.At = position;
        rendering.Budget.Step();
        return rendering;
    }

    protected static int Above(params ReadOnlySpan<Expression?> parts)
    {
        int height = 0;
        foreach (Expression? part in parts)
        {
            height = Math.Max(height, part?.Height ?? 0);
        }

        return height + 1;
    }
}
