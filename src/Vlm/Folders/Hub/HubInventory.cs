namespace Vlm.Folders;

/// <summary>What the cache holds.</summary>
internal static class HubInventory
{
    public static IReadOnlyList<HubSnapshot> List(HubSettings settings) =>
        [.. Repositories(settings).SelectMany(store => Commits(store).Select(commit => Describe(store, commit)))];

    /// <summary>The repositories; a user may have put one on another disk and a link in its place.</summary>
    public static IReadOnlyList<HubStore> Repositories(HubSettings settings) =>
    [
        .. Folders(settings.CacheFolder, links: true).Select(HubRepository.OfFolder).OfType<HubRepository>()
            .OrderBy(repository => repository.Id, StringComparer.Ordinal).Select(repository => new HubStore(settings, repository)),
    ];

    public static IReadOnlyList<string> Commits(HubStore store) => [.. Folders(store.SnapshotFolder, links: false).Where(HubRepository.IsCommit).Order(StringComparer.Ordinal)];

    /// <summary>The files of a snapshot, relative, links that lead nowhere included.</summary>
    public static IReadOnlyList<string> Files(HubStore store, string commit) => Files(store.Snapshot(commit));

    /// <returns>The bytes that were freed.</returns>
    public static long Remove(HubStore store)
    {
        string root = store.Require().Root;
        long bytes = Files(root).Select(file => new FileInfo(Path.Combine(root, file))).Where(file => file is { Exists: true, LinkTarget: null }).Sum(file => file.Length);
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
        IReadOnlyList<string> files = Files(store, commit);
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

    private static string[] Revisions(HubStore store) => Files(store.RefFolder);

    private static string[] Folders(string folder, bool links) => Read(folder, () =>
        [.. new DirectoryInfo(folder).EnumerateDirectories().Where(found => links || found.LinkTarget is null).Select(found => found.Name)]);

    // A repository holds links to files and none to folders: what such a link leads to is not the cache's.
    private static string[] Files(string folder) => Read(folder, () => [.. FolderFiles.Of(folder, "*", int.MaxValue, followsLinks: false)]);

    private static string[] Read(string folder, Func<string[]> read)
    {
        try
        {
            return Directory.Exists(folder) ? read() : [];
        }
        catch (DirectoryNotFoundException)
        {
            // Another process removed it between the question and the answer.
            return [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HubException(HubReason.Storage, folder, $"the cache cannot be read: {e.Message} Mend its rights, or set HF_HOME to another folder.", e);
        }
    }
}
