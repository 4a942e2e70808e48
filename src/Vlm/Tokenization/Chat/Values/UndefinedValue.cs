namespace Vlm.Tokenization.Chat;

/// <summary>What a missing variable, key or item is: empty text, empty list, false; every other use is an error with this message.</summary>
internal sealed class UndefinedValue(string message, bool isUnsafe = false)
{
    /// <summary>The error of using it.</summary>
    public TemplateFault Fault() => isUnsafe ? TemplateFault.Unsafe(message) : TemplateFault.Undefined(message);

    public static UndefinedValue Variable(string name) => new($"'{name}' is undefined");

    public static UndefinedValue Parameter(string name) => new($"parameter '{name}' was not provided");

    public static UndefinedValue Attribute(object? owner, object? key, Rendering rendering)
    {
        string type = owner is null ? "None" : $"{TypeNames.Full(owner)} object";
        return new UndefinedValue(key is string name ? $"'{type}' has no attribute {Spelling.Repr(name, rendering)}" : $"{type} has no element {Spelling.Repr(key, rendering)}");
    }

    public static UndefinedValue Forbidden(object? owner, string name) => new($"access to attribute '{name}' of '{TypeNames.Of(owner)}' object is unsafe.", isUnsafe: true);
}
