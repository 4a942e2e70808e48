namespace Vlm.Tokenization.Chat;

/// <summary>The variable "loop" of a for block. It looks ahead only as far as it is asked to.</summary>
internal sealed class LoopValue
{
    private readonly IEnumerator<object?> _items;
    private readonly Queue<object?> _ahead = [];
    private readonly ForStatement _statement;
    private readonly Scope _outer;
    private readonly int? _known;
    private object?[]? _changed;

    /// <param name="statement">The for block.</param>
    /// <param name="outer">The scope around it.</param>
    /// <param name="items">What it walks over.</param>
    /// <param name="known">How many items there are, where that is known.</param>
    /// <param name="depth0">How many loops of the same recursive block are around it.</param>
    public LoopValue(ForStatement statement, Scope outer, IEnumerable<object?> items, int? known, int depth0)
    {
        (_statement, _outer, _known, Depth0) = (statement, outer, known, depth0);
        _items = items.GetEnumerator();
    }

    public int Depth0 { get; }

    public int Index0 { get; private set; } = -1;

    public object? Current { get; private set; } = Missing.Value;

    public object? Previous { get; private set; } = Missing.Value;

    public bool IsLast => !Peek();

    public object? Next => Peek() ? _ahead.Peek() : Missing.Value;

    public int Length
    {
        get
        {
            if (_known is { } count)
            {
                return count;
            }

            while (Load())
            {
                _outer.Rendering.Budget.Step();
            }

            return Index0 + 1 + _ahead.Count;
        }
    }

    public bool MoveNext()
    {
        if (!Peek())
        {
            return false;
        }

        Previous = Current;
        Current = _ahead.Dequeue();
        Index0++;
        return true;
    }

    public IEnumerable<object?> Rest()
    {
        while (MoveNext())
        {
            yield return Current;
        }
    }

    /// <summary>loop.changed(…): whether it was last called with other values.</summary>
    public bool Changed(object?[] values, Rendering rendering)
    {
        bool same = _changed is not null && Comparison.AreEqual(new TupleValue(_changed), new TupleValue(values), rendering);
        _changed = values;
        return !same;
    }

    /// <summary>loop(items): the same block over other items, a level deeper.</summary>
    public object? Recurse(Rendering rendering, Arguments arguments)
    {
        if (!_statement.IsRecursive)
        {
            throw TemplateFault.Evaluation("The loop must have the 'recursive' marker to be called recursively.");
        }

        if (arguments.Positional.Length != 1)
        {
            throw TemplateFault.Evaluation($"loop() takes 1 argument ({arguments.Positional.Length} given)");
        }

        rendering.Budget.Enter(_statement.Height);
        string text = rendering.Capture((Loop: this, Items: arguments.Positional[0]), static (_, state) => state.Loop._statement.Run(state.Loop._outer, state.Items, state.Loop.Depth0 + 1));
        rendering.Budget.Leave(_statement.Height);
        return rendering.Captured(text);
    }

    private bool Peek() => _ahead.Count > 0 || Load();

    private bool Load()
    {
        if (!_items.MoveNext())
        {
            return false;
        }

        _ahead.Enqueue(_items.Current);
        return true;
    }
}
