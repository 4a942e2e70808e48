using System.Text.Json.Nodes;

namespace Vlm.Heads.Tagged;

/// <summary>
/// Reads a text in which tags name what stands between them, as Donut writes documents:
/// <c>&lt;s_menu&gt;&lt;s_nm&gt;Tea&lt;/s_nm&gt;&lt;sep/&gt;&lt;s_nm&gt;Cake&lt;/s_nm&gt;&lt;/s_menu&gt;</c>. The rules are those of
/// <c>DonutProcessor.token2json</c> in transformers: a tag that is not closed is passed over, separated values become a
/// list, an object keeps the order of its first mentions, and a text without tags is <c>{"text_sequence": …}</c>.
/// </summary>
/// <param name="isToken">Whether the tokenizer has a token of this spelling: then the brackets of an answer such as &lt;yes/&gt; fall.</param>
internal sealed class TaggedText(Func<string, bool> isToken)
{
    // JSON readers commonly go no deeper than 64; what stands deeper stays a text with its tags.
    private const int DeepestLevel = 48;
    private const string Open = "<s_", Close = "</s_", Separator = "<sep/>";

    /// <summary>An object, or a list of objects where the text has separators between its outermost tags.</summary>
    public JsonNode Read(string text)
    {
        List<JsonObject> items = Items(text, 0, out string rest, out bool separated);
        return separated ? new JsonArray([.. items]) : items is [JsonObject only] ? only : new JsonObject { ["text_sequence"] = rest };
    }

    // The objects between separators; the last of them only if it has members.
    private List<JsonObject> Items(string text, int level, out string rest, out bool separated)
    {
        List<JsonObject> items = [];
        JsonObject item = [];
        separated = false;
        while (text.Length > 0 && FindOpen(text) is { } open)
        {
            string key = text[(open.Start + Open.Length)..(open.End - 1)];
            int close = text.IndexOf($"{Close}{key}>", StringComparison.OrdinalIgnoreCase);
            if (close < 0)
            {
                text = text.Replace(text[open.Start..open.End], "", StringComparison.Ordinal);
                continue;
            }

            int closeLength = Close.Length + key.Length + 1;
            if (Content(text, text[open.Start..open.End], text.Substring(close, closeLength)) is { } content)
            {
                Set(item, key, content.Trim(), level);
            }

            text = text[(close + closeLength)..].Trim();
            if (text.StartsWith(Separator, StringComparison.Ordinal))
            {
                items.Add(item);
                item = [];
                separated = true;
                text = text[Separator.Length..];
            }
        }

        rest = text;
        if (item.Count > 0)
        {
            items.Add(item);
        }

        return items;
    }

    private void Set(JsonObject item, string key, string content, int level)
    {
        bool nested = level < DeepestLevel && content.Contains(Open, StringComparison.Ordinal) && content.Contains(Close, StringComparison.Ordinal);
        JsonNode[] values = nested ? [.. Items(content, level + 1, out _, out _)] : [.. content.Split(Separator).Select(Leaf)];
        if (values.Length > 0)
        {
            item[key] = values.Length == 1 ? values[0] : new JsonArray(values);
        }
    }

    private JsonNode Leaf(string text)
    {
        string leaf = text.Trim();
        return JsonValue.Create(leaf.StartsWith('<') && leaf.EndsWith("/>", StringComparison.Ordinal) && isToken(leaf) ? leaf[1..^2] : leaf);
    }

    // The first tag whose name stands on one line.
    private static (int Start, int End)? FindOpen(string text)
    {
        for (int start = 0; (start = text.IndexOf(Open, start, StringComparison.OrdinalIgnoreCase)) >= 0; start++)
        {
            int end = text.AsSpan(start).IndexOfAny('>', '\n');
            if (end >= 0 && text[start + end] == '>')
            {
                return (start, start + end + 1);
            }
        }

        return null;
    }

    // What stands between the first opening tag and the next closing one; null where the only closing tag stands before.
    private static string? Content(string text, string open, string close)
    {
        int start = text.IndexOf(open, StringComparison.OrdinalIgnoreCase) + open.Length;
        int end = text.IndexOf(close, start, StringComparison.OrdinalIgnoreCase);
        return end < 0 ? null : text[start..end];
    }
}
