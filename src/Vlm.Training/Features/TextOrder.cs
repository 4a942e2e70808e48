namespace Vlm.Training;

/// <summary>The order in which texts are encoded and kept: those of like length together, so that little is padded.</summary>
internal static class TextOrder
{
    public const int BatchSize = 32;

    /// <summary>The numbers of the texts, the shortest first.</summary>
    public static int[] Of(IReadOnlyList<string> texts) => [.. Enumerable.Range(0, texts.Count).OrderBy(i => texts[i].Length)];
}
