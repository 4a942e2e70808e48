using System.Text.Json;

namespace Vlm.Evaluation;

/// <summary>
/// The file of a run: a line that says what was run, then one line a result, appended group by group and brought to disk. A
/// killed run leaves at most a torn last line, and the next one goes on before it.
/// </summary>
internal sealed class RunFile : IDisposable
{
    private readonly FileStream _file;

    private RunFile(FileStream file) => _file = file;

    /// <summary>Reads a file; null where there is none, or not even its first line is whole.</summary>
    public static RunContents? Read(string path)
    {
        byte[] bytes;
        try
        {
            if (!File.Exists(path))
            {
                return null;
            }

            bytes = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EvaluationException($"{path}: it cannot be read: {e.Message}", innerException: e);
        }

        return Parse(path, bytes);
    }

    /// <summary>Begins a file, or goes on behind the first results of an old one.</summary>
    public static RunFile Open(string path, RunHeader header, RunContents? old, int kept)
    {
        try
        {
            FileStream file = new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
            file.SetLength(old?.EndOf(kept) ?? 0);
            file.Seek(0, SeekOrigin.End);
            RunFile run = new(file);
            if (old is null)
            {
                run.Write(RunJson.Line(header));
            }

            return run;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EvaluationException($"{path}: results cannot be written there: {e.Message}", innerException: e);
        }
    }

    public void Append(IEnumerable<RunRecord> records)
    {
        using MemoryStream lines = new();
        foreach (RunRecord record in records)
        {
            lines.Write(RunJson.Line(record));
        }

        Write(lines.GetBuffer().AsSpan(0, (int)lines.Length));
    }

    public void Dispose() => _file.Dispose();

    private void Write(ReadOnlySpan<byte> bytes)
    {
        _file.Write(bytes);
        _file.Flush(flushToDisk: true);
    }

    private static RunContents? Parse(string path, byte[] bytes)
    {
        RunHeader? header = null;
        List<RunRecord> records = [];
        List<long> ends = [];
        HashSet<string> ids = new(StringComparer.Ordinal);
        long headerEnd = 0;
        int line = 1;
        for (int at = 0; at < bytes.Length; line++)
        {
            int end = Array.IndexOf(bytes, (byte)'\n', at);
            if (end < 0)
            {
                break;
            }

            try
            {
                using JsonDocument document = JsonDocument.Parse(bytes.AsMemory(at, end - at));
                if (header is null)
                {
                    header = RunJson.Header(document.RootElement);
                    headerEnd = end + 1;
                }
                else
                {
                    RunRecord record = RunJson.Record(document.RootElement);
                    records.Add(ids.Add(record.Id) ? record : throw new FormatException($"the id '{record.Id}' stands twice"));
                    ends.Add(end + 1);
                }
            }
            catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or KeyNotFoundException)
            {
                throw new EvaluationException(
                    $"{path}, line {line}: it is no {(header is null ? "heading" : "result")} of a run: {e.Message}. Delete the file to run again, or name another one.", innerException: e);
            }

            at = end + 1;
        }

        return header is null ? null : new RunContents(header, records, ends, headerEnd);
    }
}
