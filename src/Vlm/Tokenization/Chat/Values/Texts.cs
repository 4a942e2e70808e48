using System.Diagnostics.CodeAnalysis;

namespace Vlm.Tokenization.Chat;

/// <summary>Texts, whether marked as HTML or not.</summary>
internal static class Texts
{
    public static bool TryGet(object? value, [NotNullWhen(true)] out string? text)
    {
        text = value as string ?? (value as MarkupValue)?.Text;
        return text is not null;
    }

    public static string Get(object? value) => TryGet(value, out string? text) ? text : throw TemplateFault.Evaluation($"expected str, found {TypeNames.Of(value)}");

    public static bool Is(object? value) => value is string or MarkupValue;
}
