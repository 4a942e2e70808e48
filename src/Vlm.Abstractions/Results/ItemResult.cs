namespace Vlm;

/// <summary>One result of a long input, or the error that stands in its place.</summary>
/// <typeparam name="T">The kind of result.</typeparam>
public sealed class ItemResult<T>
    where T : class
{
    /// <summary>A result.</summary>
    /// <param name="index">The item's place in the input.</param>
    /// <param name="value">The result.</param>
    public ItemResult(int index, T value)
    {
        Index = index;
        Value = value;
    }

    /// <summary>An error.</summary>
    /// <param name="index">The item's place in the input.</param>
    /// <param name="error">The error.</param>
    public ItemResult(int index, VlmException error)
    {
        Index = index;
        Error = error;
    }

    /// <summary>The item's place in the input.</summary>
    public int Index { get; }

    /// <summary>The result; null where <see cref="Error"/> is set.</summary>
    public T? Value { get; }

    /// <summary>The error; null where <see cref="Value"/> is set.</summary>
    public VlmException? Error { get; }
}
