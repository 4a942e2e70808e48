using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Vlm.Evaluation.Reading;

/// <summary>Reads whole text files of a data set within a limit.</summary>
internal static class DataFile
{
    private const long MaxBytes = 1L << 30;

    public static JsonNode ReadJson(string path)
    {
        byte[] bytes = ReadBytes(path);
        ThrowUnlessUtf8(path, bytes);
        try
        {
            using JsonDocument document = JsonDocument.Parse(WithoutMark(bytes));
            return new JsonNode(path, document.RootElement.Clone(), "");
        }
        catch (JsonException e)
        {
            throw new DataSetException(path, $"it is not JSON: {e.Message}{NotANumber(bytes, e)}", e.LineNumber + 1, innerException: e);
        }
    }

    public static string ReadText(string path)
    {
        byte[] bytes = ReadBytes(path);
        ThrowUnlessUtf8(path, bytes);
        return Encoding.UTF8.GetString(WithoutMark(bytes).Span);
    }

    // Python writes NaN and Infinity into JSON, which has neither.
    private static string NotANumber(byte[] bytes, JsonException e)
    {
        int line = 0, start = 0;
        while (line < e.LineNumber && Array.IndexOf(bytes, (byte)'\n', start) is >= 0 and int end)
        {
            (line, start) = (line + 1, end + 1);
        }

        long at = start + (e.BytePositionInLine ?? 0);
        bool isWord = at < bytes.Length && (bytes.AsSpan((int)at).StartsWith("NaN"u8) || bytes.AsSpan((int)at).StartsWith("Infinity"u8) || bytes.AsSpan((int)at).StartsWith("-Infinity"u8));
        return isWord || (at > 0 && at < bytes.Length && bytes.AsSpan((int)at - 1).StartsWith("-Infinity"u8)) ? " NaN and infinity are no scores: every score has to be a finite number." : "";
    }

    private static void ThrowUnlessUtf8(string path, byte[] bytes)
    {
        if (Utf8.IsValid(bytes))
        {
            return;
        }

        int line = 1;
        for (ReadOnlySpan<byte> rest = bytes; rest.IndexOf((byte)'\n') is >= 0 and int end && Utf8.IsValid(rest[..end]); rest = rest[(end + 1)..])
        {
            line++;
        }

        throw new DataSetException(path, "there are bytes that are not UTF-8. Save the file as UTF-8.", line);
    }

    public static byte[] ReadBytes(string path)
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
