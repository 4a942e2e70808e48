namespace Vlm.Evaluation;

/// <summary>The references of an item as sacreBLEU reads them: an empty one is none.</summary>
internal static class WrittenReferences
{
    /// <summary>The references that hold something; where all are empty, the first, so that the item keeps one.</summary>
    public static IReadOnlyList<string> Of(CaptionItem item)
    {
        string[] written = [.. item.References.Where(reference => reference.Length > 0)];
        return written.Length > 0 ? written : [item.References[0]];
    }

    /// <summary>How many references an item has, for a signature; <c>var</c> where that differs.</summary>
    public static string CountText(IReadOnlyList<string>[] references) =>
        references.All(own => own.Count == references[0].Count) ? $"{references[0].Count}" : "var";
}
