using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Vlm.Evaluation;

/// <summary>The lines of a run's file. Numbers read back as the same bits.</summary>
internal static class RunJson
{
    private const int Format = 1;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Line(RunHeader header) => Line(json =>
    {
        json.WriteNumber("format", Format);
        json.WriteString("task", header.Task.ToString());
        json.WriteStartObject("model");
        json.WriteString("name", header.ModelName);
        json.WriteString("hash", header.ModelHash);
        json.WriteEndObject();
        json.WriteStartObject("data");
        json.WriteString("name", header.DataName);
        json.WriteString("split", header.Split);
        json.WriteNumber("items", header.Items);
        json.WriteString("hash", header.DataHash);
        json.WriteEndObject();
        json.WriteNumber("batchSize", header.BatchSize);
        json.WriteStartObject("settings");
        foreach ((string name, string value) in header.Settings)
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
    });

    public static byte[] Line(RunRecord record) => Line(json =>
    {
        json.WriteString("id", record.Id);
        if (record.Text is not null)
        {
            json.WriteString("text", record.Text);
        }

        if (record.LogProbability is { } probability && float.IsFinite(probability))
        {
            json.WriteNumber("logProbability", probability);
        }

        if (record.Image is { } image)
        {
            json.WriteBase64String("image", Bytes(image));
        }

        if (record.Texts.Count > 0)
        {
            json.WriteStartArray("texts");
            foreach (Embedding text in record.Texts)
            {
                json.WriteBase64StringValue(Bytes(text));
            }

            json.WriteEndArray();
        }

        if (record.Error is not null)
        {
            json.WriteString("error", record.Error);
        }
    });

    public static RunHeader Header(JsonElement line)
    {
        if (line.GetProperty("format").GetInt32() is not Format and int format)
        {
            throw new FormatException($"its format is {format}, and this version reads {Format}");
        }

        JsonElement model = line.GetProperty("model"), data = line.GetProperty("data");
        return new RunHeader
        {
            Task = Enum.TryParse(line.GetProperty("task").GetString(), out EvaluationTask task) ? task : throw new FormatException($"the task '{line.GetProperty("task")}' is not known"),
            ModelName = Text(model, "name"),
            ModelHash = Text(model, "hash"),
            DataName = Text(data, "name"),
            Split = Text(data, "split"),
            Items = data.GetProperty("items").GetInt32(),
            DataHash = Text(data, "hash"),
            BatchSize = line.GetProperty("batchSize").GetInt32(),
            Settings = line.GetProperty("settings").EnumerateObject().ToDictionary(setting => setting.Name, setting => setting.Value.GetString() ?? "", StringComparer.Ordinal),
        };
    }

    public static RunRecord Record(JsonElement line) => new()
    {
        Id = Text(line, "id"),
        Text = line.TryGetProperty("text", out JsonElement text) ? text.GetString() : null,
        LogProbability = line.TryGetProperty("logProbability", out JsonElement number) ? number.GetSingle() : null,
        Image = line.TryGetProperty("image", out JsonElement image) ? Vector(image) : null,
        Texts = line.TryGetProperty("texts", out JsonElement texts) ? [.. texts.EnumerateArray().Select(Vector)] : [],
        Error = line.TryGetProperty("error", out JsonElement error) ? error.GetString() : null,
    };

    private static string Text(JsonElement element, string key) => element.GetProperty(key).GetString() ?? throw new FormatException($"'{key}' is null");

    private static ReadOnlySpan<byte> Bytes(Embedding embedding) => MemoryMarshal.AsBytes(embedding.Vector.Span);

    private static Embedding Vector(JsonElement element)
    {
        byte[] bytes = element.GetBytesFromBase64();
        return bytes.Length % sizeof(float) == 0
            ? new Embedding(MemoryMarshal.Cast<byte, float>(bytes).ToArray())
            : throw new FormatException($"an embedding of {bytes.Length} bytes is no row of 4-byte numbers");
    }

    private static byte[] Line(Action<Utf8JsonWriter> write)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer, Options))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }
}
