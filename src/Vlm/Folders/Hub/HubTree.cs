using System.Text.Json;

namespace Vlm.Folders;

/// <summary>The files of a repository at one commit: from the hub's answer, and in the form in which caches keep them.</summary>
internal static class HubTree
{
    private const int FormatVersion = 1;

    /// <summary>Reads one page of the hub's list; folders are left out.</summary>
    public static IEnumerable<HubFile> ReadPage(HubRepository repository, JsonElement page)
    {
        if (page.ValueKind != JsonValueKind.Array)
        {
            throw new HubException(HubReason.BadResponse, repository.Id, $"the list of files is not a list but {page.ValueKind}.");
        }

        foreach (JsonElement entry in page.EnumerateArray())
        {
            if (Text(entry, "type") == "directory")
            {
                continue;
            }

            JsonElement? large = JsonFile.Find(entry, "lfs");
            yield return HubFile.Checked(
                repository,
                Text(entry, "path") ?? throw Incomplete(repository, entry),
                Number(large ?? entry, "size") ?? throw Incomplete(repository, entry),
                Text(entry, "oid") ?? throw Incomplete(repository, entry),
                large is { } stated ? Text(stated, "oid") ?? throw Incomplete(repository, entry) : null);
        }
    }

    public static byte[] ToJson(IReadOnlyList<HubFile> files)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream))
        {
            json.WriteStartObject();
            json.WriteNumber("format_version", FormatVersion);
            json.WriteStartObject("files");
            foreach (HubFile file in files)
            {
                json.WriteStartObject(file.Path);
                json.WriteNumber("size", file.Size);
                json.WriteString("blob_id", file.BlobId);
                if (file.Sha256 is not null)
                {
                    json.WriteString("lfs_sha256", file.Sha256);
                    json.WriteNumber("lfs_size", file.Size);
                }

                json.WriteEndObject();
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    /// <summary>Reads a list of the cache; null for one of another version or that is damaged: it is asked for again.</summary>
    public static IReadOnlyList<HubFile>? FromJson(HubRepository repository, ReadOnlyMemory<byte> contents)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(contents);
            JsonElement root = document.RootElement;
            HubFile[]? found = Number(root, "format_version") == FormatVersion && JsonFile.Find(root, "files") is { ValueKind: JsonValueKind.Object } files
                ? [.. files.EnumerateObject().Select(file => HubFile.Checked(
                    repository,
                    JsonFile.NameOf(file),
                    Number(file.Value, "lfs_size") ?? Number(file.Value, "size") ?? throw Incomplete(repository, file.Value),
                    Text(file.Value, "blob_id") ?? throw Incomplete(repository, file.Value),
                    Text(file.Value, "lfs_sha256")))]
                : null;
            return found?.DistinctBy(file => file.Path).Count() == found?.Length ? found : null;
        }
        catch (Exception e) when (e is JsonException or HubException { Reason: HubReason.BadResponse })
        {
            return null;
        }
    }

    private static string? Text(JsonElement element, string key) =>
        JsonFile.Find(element, key) is { ValueKind: JsonValueKind.String } value ? JsonFile.TextOf(value) : null;

    private static long? Number(JsonElement element, string key) =>
        JsonFile.Find(element, key) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out long number) ? number : null;

    private static HubException Incomplete(HubRepository repository, JsonElement entry)
    {
        string text = entry.GetRawText();
        return new HubException(HubReason.BadResponse, repository.Id, $"the list of files has an entry without path, size or hash: {(text.Length > 120 ? text[..120] + "…" : text)}");
    }
}
