namespace Vlm.Tokenization.Chat;

/// <summary>The arguments of one call.</summary>
internal sealed class Arguments(object?[] positional, IReadOnlyList<KeyValuePair<string, object?>> named)
{
    public static Arguments None { get; } = new([], []);

    public object?[] Positional => positional;

    public IReadOnlyList<KeyValuePair<string, object?>> Named => named;

    public static Arguments Of(params object?[] positional) => new(positional, []);

    /// <summary>The same without the first positional ones.</summary>
    public Arguments From(int first) => new(positional[Math.Min(first, positional.Length)..], named);

    public Arguments WithNamed(string name, object? value) => new(positional, [.. named, KeyValuePair.Create(name, value)]);
}
