using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Vlm.Cli.Output;

/// <summary>JSON written by hand: no reflection, and the names of cli.md where they are used.</summary>
internal static class JsonOutput
{
    // Standard output is no web page: letters of every language stay readable.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(TextWriter target, Action<Utf8JsonWriter> write)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer, Options))
        {
            write(json);
        }

        target.WriteLine(Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    /// <summary>A number, or null where JSON has no word for it (NaN, infinity).</summary>
    public static void WriteFinite(this Utf8JsonWriter json, string name, double? value)
    {
        json.WritePropertyName(name);
        json.WriteFinite(value);
    }

    /// <summary>A number in the shortest form that reads back as the same single-precision value.</summary>
    public static void WriteFinite(this Utf8JsonWriter json, string name, float? value)
    {
        json.WritePropertyName(name);
        json.WriteFinite(value);
    }

    public static void WriteNumbers(this Utf8JsonWriter json, string name, ReadOnlySpan<float> values)
    {
        json.WritePropertyName(name);
        json.WriteNumbers(values);
    }

    public static void WriteNumbers(this Utf8JsonWriter json, ReadOnlySpan<float> values)
    {
        json.WriteStartArray();
        foreach (float value in values)
        {
            json.WriteFinite(value);
        }

        json.WriteEndArray();
    }

    public static void WriteNumbers(this Utf8JsonWriter json, string name, IEnumerable<int> values)
    {
        json.WriteStartArray(name);
        foreach (int value in values)
        {
            json.WriteNumberValue(value);
        }

        json.WriteEndArray();
    }

    public static void WriteStrings(this Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (string value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }

    private static void WriteFinite(this Utf8JsonWriter json, float? value)
    {
        if (value is { } number && float.IsFinite(number))
        {
            json.WriteNumberValue(number);
        }
        else
        {
            json.WriteNullValue();
        }
    }

    private static void WriteFinite(this Utf8JsonWriter json, double? value)
    {
        if (value is { } number && double.IsFinite(number))
        {
            json.WriteNumberValue(number);
        }
        else
        {
            json.WriteNullValue();
        }
    }
}
