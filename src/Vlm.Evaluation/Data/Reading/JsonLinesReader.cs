using System.Text.Json;

namespace Vlm.Evaluation.Reading;

/// <summary>One JSON object a line.</summary>
internal static class JsonLinesReader
{
    public static void Read(string path, DataSetBuilder builder)
    {
        long number = 0;
        foreach (ReadOnlySpan<char> text in DataFile.ReadText(path).AsSpan().EnumerateLines())
        {
            number++;
            if (!text.IsWhiteSpace())
            {
                ToRow(Parse(path, text.ToString(), number), number).AddTo(builder);
            }
        }
    }

    private static JsonNode Parse(string path, string text, long line)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            JsonNode node = new(path, document.RootElement.Clone(), "", line);
            return node.Element.ValueKind == JsonValueKind.Object ? node : throw node.Unexpected("one object, such as {\"image\": \"a.jpg\", \"captions\": [\"a dog\"]}");
        }
        catch (JsonException e)
        {
            throw new DataSetException(path, $"it is not JSON: {e.Message}", line, innerException: e);
        }
    }

    private static DataRow ToRow(JsonNode node, long line) => new()
    {
        Line = line,
        Picture = (node.Find("image") ?? node.Find("file_name") ?? node.Find("filename") ?? node.Require("image", "the picture's name")).Text(),
        Id = node.Find("id")?.Id(),
        Split = node.Find("split")?.Text(),
        Label = node.Find("label")?.Id(),
        Captions = node.Has("captions") ? [.. node.Items("captions").Select(caption => caption.Text())] : (node.Find("caption") ?? node.Find("text")) is { } one ? [one.Text()] : [],
        Question = node.Find("question")?.Text(),
        Answers = QuestionListReader.Answers(node),
        Type = node.Find("type")?.Text(),
    };
}
