namespace Vlm.Tokenization.Chat;

/// <summary>joiner(): nothing at its first call, its text at every later one.</summary>
internal sealed class JoinerValue(object? separator)
{
    private bool _used;

    public object? Next()
    {
        object? result = _used ? separator : "";
        _used = true;
        return result;
    }
}

/// <summary>cycler(): goes round its items by next().</summary>
internal sealed class CyclerValue(object?[] items)
{
    private int _at;

    public object? Current => items[_at];

    public object? Next()
    {
        object? result = Current;
        _at = (_at + 1) % items.Length;
        return result;
    }

    public void Reset() => _at = 0;
}
