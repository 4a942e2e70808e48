using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Vlm.Training;

/// <summary>
/// A checkpoint: a safetensors file (the length of the header, the header as JSON, the numbers) whose metadata hold the
/// state of the run and the SHA-256 of header and numbers. Any reader of safetensors opens it.
/// </summary>
internal static class CheckpointFile
{
    private const string StateKey = "vlm.state";
    private const string HashKey = "vlm.sha256";
    private const string MetadataKey = "__metadata__";
    private const long LongestHeader = 64 << 20;

    // A plateau schedule that has seen nothing remembers an infinite loss.
    private static readonly JsonSerializerOptions StateOptions = new(TrainingSettingsFile.Options)
    {
        WriteIndented = false,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    public static void Write(string path, TrainingState state, IReadOnlyList<CheckpointTensor> tensors, Func<string, Stream>? create = null)
    {
        JsonObject metadata = new() { [StateKey] = JsonSerializer.Serialize(state, StateOptions) }, header = new() { [MetadataKey] = metadata };
        long offset = 0;
        foreach (CheckpointTensor tensor in tensors)
        {
            header[tensor.Name] = new JsonObject
            {
                ["dtype"] = "F32",
                ["shape"] = new JsonArray([.. tensor.Shape.Select(size => (JsonNode)size)]),
                ["data_offsets"] = new JsonArray(offset, offset += tensor.Span.Length * (long)sizeof(float)),
            };
        }

        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(header.ToJsonString()));
        foreach (CheckpointTensor tensor in tensors)
        {
            hash.AppendData(MemoryMarshal.AsBytes(tensor.Span));
        }

        metadata[HashKey] = Convert.ToHexStringLower(hash.GetHashAndReset());
        byte[] headerBytes = Encoding.UTF8.GetBytes(header.ToJsonString());
        FileReplacement.Write(path, file => WriteAll(file, headerBytes, tensors), create);
    }

    /// <summary>Reads a checkpoint and compares its checksum.</summary>
    /// <exception cref="TrainingException">The file is damaged, or no checkpoint of a training run.</exception>
    public static CheckpointContents Read(string path)
    {
        try
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
            return Read(file, path);
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or KeyNotFoundException or EndOfStreamException or OverflowException or ArgumentException)
        {
            throw Damaged(path, e.Message, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TrainingException($"{path}: the checkpoint cannot be read: {e.Message}", e);
        }
    }

    private static void WriteAll(Stream file, byte[] header, IReadOnlyList<CheckpointTensor> tensors)
    {
        Span<byte> length = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        file.Write(length);
        file.Write(header);
        foreach (CheckpointTensor tensor in tensors)
        {
            file.Write(MemoryMarshal.AsBytes(tensor.Span));
        }
    }

    private static CheckpointContents Read(FileStream file, string path)
    {
        Span<byte> start = stackalloc byte[sizeof(long)];
        file.ReadExactly(start);
        long length = BinaryPrimitives.ReadInt64LittleEndian(start);
        if (length is < 2 or > LongestHeader || length > file.Length - sizeof(long))
        {
            throw Damaged(path, $"its header is said to be {length} bytes long, the file has {file.Length}");
        }

        byte[] headerBytes = new byte[length];
        file.ReadExactly(headerBytes);
        JsonObject header = JsonNode.Parse(headerBytes) as JsonObject ?? throw Damaged(path, "its header is no JSON object");
        if (header[MetadataKey] is not JsonObject metadata || metadata[StateKey]?.GetValue<string>() is not { } stateJson || metadata[HashKey]?.GetValue<string>() is not { } expected)
        {
            throw new TrainingException($"{path}: a safetensors file, but no checkpoint of a training run: its metadata lack '{StateKey}' and '{HashKey}'. Name the folder of the run that is to go on.");
        }

        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        metadata.Remove(HashKey);
        hash.AppendData(Encoding.UTF8.GetBytes(header.ToJsonString()));
        header.Remove(MetadataKey);
        Dictionary<string, float[]> tensors = ReadTensors(file, header, hash, path);
        string found = Convert.ToHexStringLower(hash.GetHashAndReset());
        if (found != expected)
        {
            throw Damaged(path, $"its checksum is {found[..12]}…, expected {expected[..Math.Min(12, expected.Length)]}…");
        }

        TrainingState state = JsonSerializer.Deserialize<TrainingState>(stateJson, StateOptions) ?? throw Damaged(path, "its state is empty");
        return state.Format == TrainingState.KnownFormat
            ? new CheckpointContents(path, state, tensors)
            : throw new TrainingException($"{path}: its format is {state.Format}, expected {TrainingState.KnownFormat}. Another version of Vlm wrote it; resume with that one.");
    }

    private static Dictionary<string, float[]> ReadTensors(FileStream file, JsonObject header, IncrementalHash hash, string path)
    {
        Dictionary<string, float[]> tensors = new(StringComparer.Ordinal);
        long begin = file.Position, position = 0;
        foreach ((string name, JsonNode? entry) in header)
        {
            if ((entry as JsonObject)?["data_offsets"] is not JsonArray { Count: 2 } offsets || offsets[0] is not JsonValue begins || offsets[1] is not JsonValue ends)
            {
                throw Damaged(path, $"its header does not say where '{name}' lies");
            }

            long from = begins.GetValue<long>(), to = ends.GetValue<long>();
            if (from != position || to < from || (to - from) % sizeof(float) != 0 || to > file.Length - begin)
            {
                throw Damaged(path, $"'{name}' is said to lie at {from} to {to}; {position} follows, and the file has {file.Length - begin} bytes of numbers");
            }

            float[] values = new float[(to - from) / sizeof(float)];
            Span<byte> bytes = MemoryMarshal.AsBytes(values.AsSpan());
            file.ReadExactly(bytes);
            hash.AppendData(bytes);
            tensors.Add(name, values);
            position = to;
        }

        return begin + position == file.Length ? tensors : throw Damaged(path, $"{file.Length - begin - position} bytes follow its last number");
    }

    private static TrainingException Damaged(string path, string what, Exception? cause = null) =>
        new($"{path}: the checkpoint is damaged: {what}. Delete it, and resume from another one or begin again.", cause);
}
