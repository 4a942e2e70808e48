namespace Vlm.Folders;

/// <summary>What a published folder says of itself outside of its JSON files: its name on the hub and its licence.</summary>
internal static class ModelCard
{
    private const int MaxHeadLines = 400;

    /// <summary>org/name of a snapshot in the Hugging Face cache; otherwise the folder's own name.</summary>
    public static string NameOf(ModelFolder folder)
    {
        DirectoryInfo directory = new(Path.TrimEndingDirectorySeparator(folder.Path));
        return directory.Parent is { Name: "snapshots", Parent.Name: var cached } && HubRepository.OfFolder(cached) is { } repository ? repository.Id : directory.Name;
    }

    /// <summary>The <c>license</c> in the head of README.md; <c>license_name</c> where that is "other"; null where there is none.</summary>
    public static string? LicenseOf(ModelFolder folder)
    {
        if (!folder.Has("README.md"))
        {
            return null;
        }

        Dictionary<string, string> head = ReadHead(folder.Resolve("README.md"));
        string? license = head.GetValueOrDefault("license");
        return license == "other" ? head.GetValueOrDefault("license_name", license) : license;
    }

    // The head is YAML between two lines of "---"; what is looked for are plain values at its top level.
    private static Dictionary<string, string> ReadHead(string path)
    {
        Dictionary<string, string> head = new(StringComparer.Ordinal);
        try
        {
            using IEnumerator<string> lines = File.ReadLines(path).Take(MaxHeadLines).GetEnumerator();
            if (lines.MoveNext() && lines.Current.TrimEnd() == "---")
            {
                while (lines.MoveNext() && lines.Current.TrimEnd() != "---")
                {
                    if (lines.Current.Split(':', 2) is [{ Length: > 0 } key, var value] && !char.IsWhiteSpace(key[0]) && value.Trim(' ', '"', '\'', '\r') is { Length: > 0 } text)
                    {
                        head.TryAdd(key, text);
                    }
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ModelFolderException(path, $"it cannot be read: {e.Message}", innerException: e);
        }

        return head;
    }
}
