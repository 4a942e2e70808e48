using System.Text.Json;

namespace Vlm.Cli.Output;

/// <summary>Regions of a picture, as JSON and for people, and the fields that a model read.</summary>
internal static class RegionOutput
{
    /// <summary>For example <c>"regions":[{"label":"dog","box":[6,9,192,192]}]</c>; scores and outlines where the model gives them.</summary>
    public static void WriteRegions(this Utf8JsonWriter json, string name, IReadOnlyList<DetectedRegion> regions)
    {
        json.WriteStartArray(name);
        foreach (DetectedRegion region in regions)
        {
            json.WriteStartObject();
            json.WriteString("label", region.Label);
            if (region.Score is { } score)
            {
                json.WriteFinite("score", score);
            }

            json.WriteNumbers("box", [region.Box.X1, region.Box.Y1, region.Box.X2, region.Box.Y2]);
            if (region.Polygons.Count > 0)
            {
                json.WriteStartArray("polygons");
                foreach (IReadOnlyList<ImagePoint> outline in region.Polygons)
                {
                    json.WriteNumbers([.. outline.SelectMany(point => new[] { point.X, point.Y })]);
                }

                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>What a text tells beside its words: nothing of a plain one.</summary>
    public static void WriteFindings(this Utf8JsonWriter json, IReadOnlyList<DetectedRegion> regions, JsonElement? structured)
    {
        if (regions.Count > 0)
        {
            json.WriteRegions("regions", regions);
        }

        if (structured is { } fields)
        {
            json.WritePropertyName("structured");
            fields.WriteTo(json);
        }
    }

    /// <summary>The same for people, a line each below the text.</summary>
    public static IEnumerable<string> Lines(IReadOnlyList<DetectedRegion> regions, JsonElement? structured) =>
        regions.Count > 0 ? regions.Select(region => $"  {region}") : structured is { } fields ? [$"  {fields.GetRawText()}"] : [];
}
