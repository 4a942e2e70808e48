namespace Vlm.Folders;

/// <summary>Compares what the cache holds with the hashes that its names and lists state.</summary>
internal static class HubVerification
{
    public static async Task<IReadOnlyList<HubFileCheck>> RunAsync(
        HubSettings settings, HubRepository? repository, IProgress<BatchProgress>? progress, CancellationToken cancellationToken)
    {
        HubStore[] stores = repository is null ? [.. HubInventory.Repositories(settings)] : [new HubStore(settings, repository).Require()];
        (HubStore Store, string Commit, string File, HubFile? Listed)[] files =
        [
            .. from store in stores
               from commit in HubInventory.Commits(store)
               let listed = store.ReadTree(commit)?.ToDictionary(file => file.Path, StringComparer.Ordinal)
               from file in HubInventory.Files(store, commit)
               select (store, commit, file, listed?.GetValueOrDefault(file)),
        ];
        HubFileCheck[] results = new HubFileCheck[files.Length];
        for (int i = 0; i < files.Length; i++)
        {
            results[i] = await CheckAsync(files[i].Store, files[i].Commit, files[i].File, files[i].Listed, cancellationToken).ConfigureAwait(false);
            progress?.Report(new BatchProgress(i + 1, files.Length));
        }

        return results;
    }

    private static async Task<HubFileCheck> CheckAsync(HubStore store, string commit, string file, HubFile? listed, CancellationToken cancellationToken)
    {
        string path = Path.Combine(store.Snapshot(commit), file);
        if (HubStore.TargetOf(path) is not { } found)
        {
            return Result(HubFileState.Missing, $"its link leads to {new FileInfo(path).LinkTarget}, which is not there. Fetch it again: vlm pull {store.Repository.Id}");
        }

        string etag = listed?.Etag ?? found.Name;
        if (!HubFile.IsHash(etag, 40) && !HubFile.IsHash(etag, 64))
        {
            return Result(HubFileState.Unknown, "the cache does not hold its hash.");
        }

        try
        {
            using HubHash hash = new(etag, found.Length);
            await using FileStream stream = new(found.FullName, FileMode.Open, FileAccess.Read, FileShare.Read, 0, FileOptions.Asynchronous | FileOptions.SequentialScan);
            await hash.AppendAsync(stream, cancellationToken).ConfigureAwait(false);
            string actual = hash.Restart();
            return actual == etag
                ? Result(HubFileState.Good, "")
                : Result(HubFileState.Altered, $"its hash is {actual}, the hub states {etag}. Remove the model and fetch it again: vlm cache remove {store.Repository.Id}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Result(HubFileState.Altered, $"it cannot be read: {e.Message}");
        }

        HubFileCheck Result(HubFileState state, string detail) =>
            new() { Repository = store.Repository.Id, Commit = commit, File = file, State = state, Detail = detail };
    }
}
