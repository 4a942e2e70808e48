namespace Vlm.Tokenization.Chat;

/// <summary>{% for %}: every turn has a scope of its own.</summary>
internal sealed class ForStatement : Statement
{
    private readonly ForParts _parts;

    public ForStatement(int position, ForParts parts)
        : base(position, Math.Max(Math.Max(parts.Items.Height, parts.Test?.Height ?? 0), Math.Max(parts.Body.Height, parts.Otherwise.Height)) + 1) => _parts = parts;

    public bool IsRecursive => _parts.IsRecursive;

    public override Flow Execute(Scope scope)
    {
        Run(scope, _parts.Items.Evaluate(scope), 0);
        return Flow.Next;
    }

    /// <summary>Walks over the items; a recursive loop comes here again from within, a level deeper.</summary>
    public void Run(Scope scope, object? items, int depth0)
    {
        Rendering rendering = scope.Rendering;
        rendering.At = Position;
        IEnumerable<object?> walk = Iteration.Of(items, rendering);
        LoopValue? loop = null;
        if (_parts.LoopId is not null || _parts.Test is not null)
        {
            int? known = _parts.Test is null && items is not (IteratorValue or LoopValue) ? (int)Iteration.Length(items, rendering) : null;
            loop = new LoopValue(this, scope, _parts.Test is null ? walk : Chosen(walk, scope), known, depth0);
            walk = loop.Rest();
        }

        bool completed = false;
        Scope turn = new(scope);
        foreach (object? item in walk)
        {
            rendering.Budget.Step();
            if (_parts.KeepsScopes)
            {
                turn = new Scope(scope);
            }
            else
            {
                turn.Clear();
            }

            rendering.At = Position;
            _parts.Target.Assign(turn, item);
            if (_parts.LoopId is { } id)
            {
                turn.Set(id, loop);
            }

            Flow flow = _parts.Body.Execute(turn);
            completed |= flow == Flow.Next;
            if (flow == Flow.Break)
            {
                break;
            }
        }

        // Jinja notes that the loop ran at the end of a turn: one that was always left by continue or break counts as empty.
        if (!completed)
        {
            _parts.Otherwise.Execute(new Scope(scope));
        }
    }

    private IEnumerable<object?> Chosen(IEnumerable<object?> items, Scope scope)
    {
        foreach (object? item in items)
        {
            Scope test = new(scope);
            scope.Rendering.Budget.Step();
            _parts.Target.Assign(test, item);
            if (Comparison.IsTrue(_parts.Test!.Evaluate(test)))
            {
                yield return item;
            }
        }
    }
}

/// <summary>A for block as it is written. LoopId is null where its body does not mention "loop"; KeepsScopes where something may outlive a turn.</summary>
internal sealed record ForParts(Target Target, Expression Items, Expression? Test, Body Body, Body Otherwise, bool IsRecursive, int? LoopId, bool KeepsScopes);
