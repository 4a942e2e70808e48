namespace Vlm.Tokenization.Chat;

/// <summary>A text that the filters "safe" and "escape" marked as HTML.</summary>
internal sealed record MarkupValue(string Text)
{
    public static MarkupValue Escape(object? value, Rendering rendering) =>
        value is MarkupValue markup ? markup : new MarkupValue(EscapeText(Spelling.Text(value, rendering), rendering));

    private static string EscapeText(string text, Rendering rendering)
    {
        rendering.Budget.Text(6L * text.Length);
        return text.Replace("&", "&amp;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace("'", "&#39;", StringComparison.Ordinal).Replace("\"", "&#34;", StringComparison.Ordinal);
    }
}
