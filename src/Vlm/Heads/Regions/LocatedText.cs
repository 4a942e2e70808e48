namespace Vlm.Heads.Regions;

/// <summary>A label with the place that a text gives for it, in pixels.</summary>
/// <param name="Label">The words; empty where there are none.</param>
/// <param name="Box">x1, y1, x2, y2; null where the place is an outline.</param>
/// <param name="Polygons">Outlines: x and y in turn; empty where the place is a box.</param>
internal sealed record LocatedText(string Label, int[]? Box, IReadOnlyList<int[]> Polygons)
{
    /// <summary>The region; null where the text gave an outline without a single point.</summary>
    public DetectedRegion? ToRegion()
    {
        if (Box is [int x1, int y1, int x2, int y2])
        {
            return new DetectedRegion { Label = Label, Box = new ImageBox(x1, y1, x2, y2) };
        }

        ImagePoint[][] outlines = [.. Polygons.Select(Points)];
        ImagePoint[] all = [.. outlines.SelectMany(outline => outline)];
        return all.Length == 0 ? null : new DetectedRegion
        {
            Label = Label,
            Box = ImageBox.Around(all),
            Polygons = [.. outlines.Where(outline => outline.Length >= 3)],
        };
    }

    private static ImagePoint[] Points(int[] numbers)
    {
        ImagePoint[] points = new ImagePoint[numbers.Length / 2];
        for (int i = 0; i < points.Length; i++)
        {
            points[i] = new ImagePoint(numbers[2 * i], numbers[(2 * i) + 1]);
        }

        return points;
    }
}
