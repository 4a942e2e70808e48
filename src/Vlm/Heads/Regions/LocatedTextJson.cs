using System.Buffers;
using System.Text.Json;

namespace Vlm.Heads.Regions;

/// <summary>Writes labels with their places in the form that the post-processor of Florence-2 in transformers gives them.</summary>
internal static class LocatedTextJson
{
    private const string Boxes = "bboxes", Polygons = "polygons", Labels = "labels";

    /// <summary>For example <c>{"bboxes":[[6,9,192,192]],"labels":["dog"]}</c>.</summary>
    public static JsonElement Write(RegionForm form, IReadOnlyList<LocatedText> found)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer))
        {
            json.WriteStartObject();
            switch (form)
            {
                case RegionForm.Quadrilaterals:
                    WriteList(json, "quad_boxes", found, text => WriteNumbers(json, text.Polygons[0]));
                    WriteLabels(json, Labels, found);
                    break;
                case RegionForm.Polygons or RegionForm.LabelledPolygons:
                    WriteList(json, Polygons, found, text => WriteOutlines(json, text));
                    WriteLabels(json, Labels, found);
                    break;
                case RegionForm.LabelledBoxesOrPolygons:
                    LocatedText[] boxes = [.. found.Where(text => text.Box is not null)], outlines = [.. found.Where(text => text.Box is null)];
                    WriteList(json, Boxes, boxes, text => WriteNumbers(json, text.Box!));
                    WriteLabels(json, Boxes + "_" + Labels, boxes);
                    WriteList(json, Polygons, outlines, text => WriteOutlines(json, text));
                    WriteLabels(json, Polygons + "_" + Labels, outlines);
                    break;
                default:
                    WriteList(json, Boxes, found, text => WriteNumbers(json, text.Box!));
                    WriteLabels(json, Labels, found);
                    break;
            }

            json.WriteEndObject();
        }

        return JsonElement.Parse(buffer.WrittenSpan);
    }

    private static void WriteLabels(Utf8JsonWriter json, string name, IReadOnlyList<LocatedText> found) =>
        WriteList(json, name, found, text => json.WriteStringValue(text.Label));

    private static void WriteOutlines(Utf8JsonWriter json, LocatedText text)
    {
        json.WriteStartArray();
        foreach (int[] outline in text.Polygons)
        {
            WriteNumbers(json, outline);
        }

        json.WriteEndArray();
    }

    private static void WriteNumbers(Utf8JsonWriter json, int[] numbers)
    {
        json.WriteStartArray();
        foreach (int number in numbers)
        {
            json.WriteNumberValue(number);
        }

        json.WriteEndArray();
    }

    private static void WriteList(Utf8JsonWriter json, string name, IReadOnlyList<LocatedText> found, Action<LocatedText> write)
    {
        json.WriteStartArray(name);
        foreach (LocatedText text in found)
        {
            write(text);
        }

        json.WriteEndArray();
    }
}
