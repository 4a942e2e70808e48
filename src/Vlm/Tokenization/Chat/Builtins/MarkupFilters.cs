using System.Collections.Frozen;
using System.Net;

namespace Vlm.Tokenization.Chat;

/// <summary>Filters about HTML.</summary>
internal static class MarkupFilters
{
    public static FrozenDictionary<string, Builtin> Table { get; } = BuiltinTable.Of(
        ("escape", "", (in call) => MarkupValue.Escape(call.Self, call.Rendering)),
        ("e", "", (in call) => MarkupValue.Escape(call.Self, call.Rendering)),
        ("forceescape", "", (in call) => MarkupValue.Escape(call.SelfText, call.Rendering)),
        ("safe", "", (in call) => new MarkupValue(call.SelfText)),
        ("striptags", "", (in call) => StripTags(call.SelfText, call.Rendering)));

    private static string StripTags(string text, Rendering rendering)
    {
        rendering.Budget.Text(2L * text.Length);
        string plain = Without(Without(text, "<!--", "-->"), "<", ">");
        return WebUtility.HtmlDecode(string.Join(' ', plain.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
    }

    private static string Without(string text, string open, string close)
    {
        System.Text.StringBuilder result = new(text.Length);
        int at = 0;
        while (at < text.Length)
        {
            int start = text.IndexOf(open, at, StringComparison.Ordinal);
            int end = start < 0 ? -1 : text.IndexOf(close, start, StringComparison.Ordinal);
            if (end < 0)
            {
                break;
            }

            result.Append(text, at, start - at);
            at = end + close.Length;
        }

        return result.Append(text, at, text.Length - at).ToString();
    }
}
