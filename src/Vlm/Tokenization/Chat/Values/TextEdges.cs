namespace Vlm.Tokenization.Chat;

/// <summary>Where a text begins and how long it is without the white space around it.</summary>
internal static class TextEdges
{
    public static int Start(string text)
    {
        int start = 0;
        while (start < text.Length && PythonText.IsSpace(text[start]))
        {
            start++;
        }

        return start;
    }

    public static int Length(string text) => Math.Max(0, PythonText.TrimmedEnd(text) - Start(text));
}
