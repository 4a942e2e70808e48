namespace Vlm.Tokenization.Chat;

/// <summary>The variables of one level: a loop's turn, a macro's call, a with block. The outermost level is the rendering's own.</summary>
internal sealed class Scope
{
    private readonly Scope? _parent;
    private int[] _names = [];
    private object?[] _values = [];
    private int _count;

    public Scope(Rendering rendering) => Rendering = rendering;

    public Scope(Scope parent)
    {
        _parent = parent;
        Rendering = parent.Rendering;
    }

    public Rendering Rendering { get; }

    public bool IsRoot => _parent is null;

    /// <summary>The outermost level.</summary>
    public Scope Root => _parent?.Root ?? this;

    public void Set(int name, object? value)
    {
        if (_parent is null)
        {
            Rendering.Root[name] = value;
            return;
        }

        for (int i = 0; i < _count; i++)
        {
            if (_names[i] == name)
            {
                _values[i] = value;
                return;
            }
        }

        if (_count == _names.Length)
        {
            Array.Resize(ref _names, Math.Max(4, _count * 2));
            Array.Resize(ref _values, _names.Length);
        }

        _names[_count] = name;
        _values[_count++] = value;
    }

    /// <summary>The value, or <see cref="Missing.Value"/>.</summary>
    public object? Get(int name)
    {
        Scope scope = this;
        while (scope._parent is not null)
        {
            for (int i = 0; i < scope._count; i++)
            {
                if (scope._names[i] == name)
                {
                    return scope._values[i];
                }
            }

            scope = scope._parent;
        }

        return Rendering.Root[name];
    }

    /// <summary>Forgets the variables of this level, for a loop's next turn.</summary>
    public void Clear() => _count = 0;
}
