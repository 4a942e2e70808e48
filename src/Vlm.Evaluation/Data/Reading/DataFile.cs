using System.Text;
using System.Text.Json;

namespace Vlm.Evaluation.Reading;

/// <summary>Reads whole text files of a data set within a limit.</summary>
internal static class DataFile
{
    private const long MaxBytes = 1L << 30;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static JsonNode ReadJson(string path)
    {
        byte[] bytes = ReadBytes(path);
        try
        {
            using JsonDocument document = JsonDocument.Parse(WithoutMark(bytes));
            return new JsonNode(path, document.RootElement.Clone(), "");
        }
        catch (JsonException e)
        {
            throw new DataSetException(path, $"it is not JSON: {e.Message}", e.LineNumber + 1, innerException: e);
        }
    }

    public static string ReadText(string path)
    {
        byte[] bytes = ReadBytes(path);
        try
        {
            return Strict.GetString(WithoutMark(bytes).Span);
        }
        catch (DecoderFallbackException e)
        {
            int at = Math.Clamp(e.Index, 0, bytes.Length);
            throw new DataSetException(path, "there are bytes that are not UTF-8. Save the file as UTF-8.", bytes.AsSpan(0, at).Count((byte)'\n') + 1, innerException: e);
        }
    }

    private static byte[] ReadBytes(string path)
    {
        try
        {
            FileInfo file = new(path);
            return file.Exists && file.Length > MaxBytes
                ? throw new DataSetException(path, $"{file.Length} bytes are more than the {MaxBytes} that a data file may have. Split it.")
                : File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DataSetException(path, $"it cannot be read: {e.Message}", innerException: e);
        }
    }

    private static ReadOnlyMemory<byte> WithoutMark(byte[] bytes) => bytes.AsMemory(bytes.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0);
}
