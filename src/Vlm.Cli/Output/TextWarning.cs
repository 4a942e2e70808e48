namespace Vlm.Cli.Output;

internal static class TextWarning
{
    private const int ShownCharacters = 40;

    public static void IfTruncated(CommandRun run, string text, Embedding embedding)
    {
        if (embedding.Truncated)
        {
            string shown = text.Length <= ShownCharacters ? text : text[..ShownCharacters] + "…";
            run.Warn($"the text '{shown}' is longer than the model reads; its end was cut off.");
        }
    }
}
