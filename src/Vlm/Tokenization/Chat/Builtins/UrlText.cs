using System.Text;

namespace Vlm.Tokenization.Chat;

/// <summary>The filter urlencode: a text, or a mapping or pairs as a query.</summary>
internal static class UrlText
{
    public static string Encode(object? value, Rendering rendering)
    {
        if (value is string or MarkupValue || !Iteration.IsIterable(value))
        {
            return Quote(Spelling.Text(value, rendering), safe: "/", rendering);
        }

        object?[] pairs = value is DictValue dict ? [.. new DictViewValue(dict, DictPart.Items).Items()] : Iteration.ToArray(value, rendering);
        string[] parts = [.. pairs.Select(pair => Iteration.ToArray(pair, rendering) is [var key, var item]
            ? $"{Quote(Spelling.Text(key, rendering), "", rendering).Replace("%20", "+", StringComparison.Ordinal)}={Quote(Spelling.Text(item, rendering), "", rendering).Replace("%20", "+", StringComparison.Ordinal)}"
            : throw TemplateFault.Evaluation("not enough values to unpack (expected 2)"))];
        return TextEdits.Joined("&", parts, rendering);
    }

    private static string Quote(string text, string safe, Rendering rendering)
    {
        rendering.Budget.Text(9L * text.Length);
        StringBuilder result = new(text.Length);
        foreach (byte b in Encoding.UTF8.GetBytes(text))
        {
            char c = (char)b;
            _ = char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-' or '~' || safe.Contains(c, StringComparison.Ordinal) ? result.Append(c) : result.Append('%').Append(b.ToString("X2"));
        }

        return result.ToString();
    }
}
