namespace Vlm.Folders;

/// <summary>What the cache holds.</summary>
internal static class HubInventory
{
    private static readonly EnumerationOptions Recursive = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None, IgnoreInaccessible = true };

    public static IReadOnlyList<HubSnapshot> List(HubSettings settings) =>
        [.. Repositories(settings).SelectMany(store => Commits(store).Select(commit => Describe(store, commit)))];

    public static IEnumerable<HubStore> Repositories(HubSettings settings)
    {
        if (!Directory.Exists(settings.CacheFolder))
        {
            return [];
        }

        try
        {
            return
            [
                .. Directory.EnumerateDirectories(settings.CacheFolder).Select(path => HubRepository.OfFolder(Path.GetFileName(path)))
                    .OfType<HubRepository>().OrderBy(repository => repository.Id, StringComparer.Ordinal).Select(repository => new HubStore(settings, repository)),
            ];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HubException(HubReason.Storage, settings.CacheFolder, $"the cache cannot be read: {e.Message} Mend its rights, or set HF_HOME to another folder.", e);
        }
    }

    public static IEnumerable<string> Commits(HubStore store) =>
        Directory.Exists(store.SnapshotFolder)
            ? Directory.EnumerateDirectories(store.SnapshotFolder).Select(path => Path.GetFileName(path)).Where(HubRepository.IsCommit).Order(StringComparer.Ordinal)
            : [];

    /// <summary>The files of a snapshot, relative, links that lead nowhere included.</summary>
    public static IEnumerable<string> Files(HubStore store, string commit) =>
        Directory.EnumerateFiles(store.Snapshot(commit), "*", Recursive)
            .Select(path => Path.GetRelativePath(store.Snapshot(commit), path).Replace('\\', '/')).Order(StringComparer.Ordinal);

    /// <returns>The bytes that were freed.</returns>
    public static long Remove(HubStore store)
    {
        long bytes = Directory.EnumerateFiles(store.Require().Root, "*", Recursive).Select(path => new FileInfo(path)).Where(file => file.LinkTarget is null).Sum(file => file.Length);
        store.Guard(store.Root, () =>
        {
            // The names that readers use go first: a removal that is interrupted leaves nothing that looks whole.
            foreach (string folder in (string[])[store.RefFolder, store.SnapshotFolder, store.Root, store.LockFolder])
            {
                if (Directory.Exists(folder))
                {
                    Directory.Delete(folder, recursive: true);
                }
            }
        });
        return bytes;
    }

    private static HubSnapshot Describe(HubStore store, string commit)
    {
        string[] files = [.. Files(store, commit)];
        return new HubSnapshot
        {
            Repository = store.Repository.Id,
            Commit = commit,
            Revisions = [.. Revisions(store).Where(revision => store.ReadRef(revision) == commit)],
            Folder = store.Snapshot(commit),
            Files = files,
            Bytes = files.Sum(file => HubStore.TargetOf(Path.Combine(store.Snapshot(commit), file))?.Length ?? 0),
        };
    }

    private static IEnumerable<string> Revisions(HubStore store) =>
        Directory.Exists(store.RefFolder)
            ? Directory.EnumerateFiles(store.RefFolder, "*", Recursive).Select(path => Path.GetRelativePath(store.RefFolder, path).Replace('\\', '/')).Order(StringComparer.Ordinal)
            : [];
}
