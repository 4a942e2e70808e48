namespace Vlm.Tokenization.Chat;

/// <summary>Where to go on after a statement.</summary>
internal enum Flow
{
    Next,
    Break,
    Continue,
}

/// <summary>A piece of a template that does something: writes, sets, repeats.</summary>
/// <param name="position">Where it stands in the source.</param>
/// <param name="height">One more than the highest statement or expression in it.</param>
internal abstract class Statement(int position, int height)
{
    public int Position => position;

    public int Height => height;

    public abstract Flow Execute(Scope scope);
}

/// <summary>Statements one after the other.</summary>
internal sealed class Body(Statement[] statements)
{
    public static Body Empty { get; } = new([]);

    public int Height { get; } = statements.Select(statement => statement.Height).DefaultIfEmpty().Max();

    public Flow Execute(Scope scope)
    {
        Rendering rendering = scope.Rendering;
        foreach (Statement statement in statements)
        {
            rendering.At = statement.Position;
            rendering.Budget.Step();
            Flow flow = statement.Execute(scope);
            if (flow != Flow.Next)
            {
                return flow;
            }
        }

        return Flow.Next;
    }
}
