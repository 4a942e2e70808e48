using System.Text;

namespace Vlm.Fusion;

/// <summary>Makes room in a prompt: where one placeholder stands for a picture, an image token for each of its rows.</summary>
internal static class PlaceholderExpansion
{
    /// <summary>Expands a prompt.</summary>
    /// <param name="text">The prompt, with one placeholder for each picture, or with room for every row already.</param>
    /// <param name="placeholder">What stands for a picture.</param>
    /// <param name="expansions">Per picture, what stands in its place.</param>
    /// <param name="rows">How many rows all pictures have.</param>
    /// <param name="imageToken">The token that keeps room for one row.</param>
    /// <exception cref="InvalidInputException">There is another number of placeholders than of pictures.</exception>
    public static string Expand(string text, string placeholder, IReadOnlyList<string> expansions, int rows, string imageToken)
    {
        int found = Count(text, placeholder);
        if (found != expansions.Count)
        {
            return rows > 0 && Count(text, imageToken) == rows ? text : throw Mismatch(found, expansions.Count, placeholder);
        }

        StringBuilder expanded = new(text.Length + expansions.Sum(e => e.Length));
        int at = 0;
        foreach (string expansion in expansions)
        {
            int next = text.IndexOf(placeholder, at, StringComparison.Ordinal);
            expanded.Append(text, at, next - at).Append(expansion);
            at = next + placeholder.Length;
        }

        return expanded.Append(text, at, text.Length - at).ToString();
    }

    private static int Count(string text, string part)
    {
        int count = 0;
        for (int at = text.IndexOf(part, StringComparison.Ordinal); at >= 0; at = text.IndexOf(part, at + part.Length, StringComparison.Ordinal))
        {
            count++;
        }

        return count;
    }

    private static InvalidInputException Mismatch(int places, int pictures, string placeholder) => new(
        $"The prompt has {places} places for pictures ({placeholder}), but {pictures} pictures were given. "
        + (pictures > places ? "Say in the messages where each picture stands, or use a model that sees pictures." : "Give as many pictures as there are places, and leave the placeholder out of texts that are not about one."));
}
