namespace Vlm.Tokenization.Chat;

/// <summary>namespace(): the one value whose attributes a template may set.</summary>
internal sealed class NamespaceValue
{
    public Dictionary<string, object?> Attributes { get; } = [];
}
