using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Vlm.Heads.Regions;

/// <summary>
/// Reads labels and places out of a text with location tokens, as the post-processor of Florence-2 in transformers does:
/// what does not fit the form is passed over.
/// </summary>
internal static partial class LocatedTextParser
{
    private const string Location = "<loc_(?<bin>[0-9]{1,4})>";
    private const string Mark = "<sep>|<poly>|</poly>";
    private const string PolygonStart = "<poly>", PolygonEnd = "</poly>";

    /// <summary>Reads a text.</summary>
    /// <param name="form">What the text is expected to hold.</param>
    /// <param name="text">The text, its location tokens included.</param>
    /// <param name="width">The picture's width in pixels.</param>
    /// <param name="height">The picture's height in pixels.</param>
    /// <param name="unnamed">Phrases that ground nothing, such as pronouns.</param>
    public static IReadOnlyList<LocatedText> Parse(RegionForm form, string text, int width, int height, IReadOnlySet<string> unnamed)
    {
        LocationGrid grid = new(width, height);
        string bare = text.Replace("<s>", "", StringComparison.Ordinal).Replace("</s>", "", StringComparison.Ordinal).Replace("<pad>", "", StringComparison.Ordinal);
        return form switch
        {
            RegionForm.LabelledBoxes => Boxes(LabelledLocations().Matches(bare), grid),
            RegionForm.Boxes => Boxes(Locations().Matches(bare), grid),
            RegionForm.GroundedPhrases => Boxes(LabelledLocations().Matches(bare).Where(match => !unnamed.Contains(match.Groups["label"].Value.Trim())), grid),
            RegionForm.Quadrilaterals => Quadrilaterals(bare, grid),
            RegionForm.Polygons => Polygons(Marks().Matches(bare), grid),
            RegionForm.LabelledPolygons => Polygons(LabelledMarks().Matches(bare), grid),
            RegionForm.LabelledBoxesOrPolygons when text.Contains(PolygonStart, StringComparison.Ordinal) => Polygons(LabelledMarks().Matches(bare), grid),
            RegionForm.LabelledBoxesOrPolygons => Boxes(LabelledLocations().Matches(bare), grid),
            _ => [],
        };
    }

    private static List<LocatedText> Boxes(IEnumerable<Match> matches, LocationGrid grid)
    {
        List<LocatedText> found = [];
        foreach (Match match in matches)
        {
            if (LabelOf(match.Groups["label"].Value) is not { } label)
            {
                continue;
            }

            // Labels of boxes are plain ASCII in transformers, those of outlines are not.
            label = Encoding.ASCII.GetString(Encoding.ASCII.GetBytes([.. label.Where(char.IsAscii)]));
            found.AddRange(Bins(match).Chunk(4).Where(box => box.Length == 4).Select(box => new LocatedText(label, Pixels(box, grid), [])));
        }

        return found;
    }

    // The words before eight locations in a row, on the same line; at least one character.
    private static List<LocatedText> Quadrilaterals(string text, LocationGrid grid)
    {
        List<LocatedText> found = [];
        int start = 0;
        for (Match match = Corners().Match(text, Math.Min(1, text.Length)); match.Success;)
        {
            int line = text.AsSpan(start, match.Index - start).LastIndexOf('\n') + 1 + start;
            if (line == match.Index)
            {
                match = Corners().Match(text, match.Index + 1);
                continue;
            }

            found.Add(new LocatedText(text[line..match.Index].Trim(), null, [Pixels(Bins(match), grid)]));
            start = match.Index + match.Length;
            match = Corners().Match(text, Math.Min(start + 1, text.Length));
        }

        return found;
    }

    private static List<LocatedText> Polygons(IEnumerable<Match> matches, LocationGrid grid)
    {
        List<LocatedText> found = [];
        foreach (Match match in matches)
        {
            string words = FirstLocation().Replace(match.Value, "", 1);
            int end = FirstPlace().Match(words) is { Success: true } place ? place.Index : -1;
            if (end < 0 || LabelOf(words[..end]) is not { } label)
            {
                continue;
            }

            bool marked = match.Value.Contains(PolygonStart, StringComparison.Ordinal) && match.Value.Contains(PolygonEnd, StringComparison.Ordinal);
            foreach (string instance in marked ? Instances().Matches(match.Value).Select(m => m.Groups["inside"].Value) : [match.Value])
            {
                int[][] outlines = [.. Outlines().Matches(instance).Select(outline => Pixels(Bins(outline) is var bins && bins.Length % 2 == 1 ? bins[..^1] : bins, grid))];
                if (outlines.Length > 0)
                {
                    found.Add(new LocatedText(label, null, outlines));
                }
            }
        }

        return found;
    }

    // White space around it does not count; a line break inside of it makes it no label.
    private static string? LabelOf(string words) => words.TrimStart() is var label && label.Contains('\n', StringComparison.Ordinal) ? null : label.TrimEnd();

    private static int[] Bins(Match match) => [.. match.Groups["bin"].Captures.Select(bin => int.Parse(bin.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture))];

    private static int[] Pixels(int[] bins, LocationGrid grid)
    {
        grid.ToPixels(bins);
        return bins;
    }

    [GeneratedRegex($"(?<label>[^<]+)(?:{Location}){{4,}}")]
    private static partial Regex LabelledLocations();

    [GeneratedRegex($"(?<label>)(?:{Location}){{4,}}")]
    private static partial Regex Locations();

    [GeneratedRegex($"(?:{Location}){{8}}")]
    private static partial Regex Corners();

    [GeneratedRegex($"[^<]+(?:{Location}|{Mark}){{4,}}")]
    private static partial Regex LabelledMarks();

    [GeneratedRegex($"(?:{Location}|{Mark}){{4,}}")]
    private static partial Regex Marks();

    [GeneratedRegex($"^{Location}")]
    private static partial Regex FirstLocation();

    [GeneratedRegex("<loc_|<poly>")]
    private static partial Regex FirstPlace();

    [GeneratedRegex("<poly>(?<inside>.*?)</poly>")]
    private static partial Regex Instances();

    [GeneratedRegex($"(?:{Location})+(?:<sep>|$)")]
    private static partial Regex Outlines();
}
