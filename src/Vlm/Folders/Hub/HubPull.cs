namespace Vlm.Folders;

/// <summary>Brings one state of a repository into the cache, or finds it there.</summary>
internal sealed class HubPull
{
    private const int ParallelFiles = 3;

    private readonly HubSettings _settings;
    private readonly HubStore _store;
    private readonly string _revision;

    public HubPull(HubSettings settings, HubRepository repository, string? revision)
    {
        _settings = settings;
        _store = new HubStore(settings, repository);
        _revision = repository.CheckRevision(revision);
    }

    /// <returns>The folder of the snapshot.</returns>
    public async Task<string> RunAsync(Func<IReadOnlyList<HubFile>, IReadOnlyList<HubFile>> select, IProgress<HubProgress>? progress, CancellationToken cancellationToken)
    {
        HubRepository repository = _store.Repository;
        string? kept = Kept(select);
        if (kept is not null && (_settings.Offline || (HubRepository.IsCommit(_revision) && _store.ReadTree(_revision) is not null)))
        {
            return kept;
        }

        if (_settings.Offline)
        {
            throw Missing("HF_HUB_OFFLINE is set or the options say offline");
        }

        using HubHttp http = new(_settings);
        HubClient client = new(http, repository);
        string commit;
        try
        {
            commit = HubRepository.IsCommit(_revision) ? _revision : await client.ResolveAsync(_revision, cancellationToken).ConfigureAwait(false);
        }
        catch (HubException e) when (e.Reason is HubReason.Network or HubReason.RateLimited && kept is not null)
        {
            // The hub is out of reach; what it said last is here, whole.
            return kept;
        }

        IReadOnlyList<HubFile>? tree = _store.ReadTree(commit);
        if (tree is null)
        {
            tree = await client.ListAsync(commit, cancellationToken).ConfigureAwait(false);
            _store.WriteTree(commit, tree);
        }

        await FetchAsync(client, commit, select(tree), progress, cancellationToken).ConfigureAwait(false);
        _store.WriteRef(_revision, commit);
        return _store.Snapshot(commit);
    }

    /// <summary>The snapshot, if all that is needed of it is there.</summary>
    private string? Kept(Func<IReadOnlyList<HubFile>, IReadOnlyList<HubFile>> select)
    {
        string? commit = HubRepository.IsCommit(_revision) ? _revision : _store.ReadRef(_revision);
        if (commit is null || !Directory.Exists(_store.Snapshot(commit)))
        {
            return null;
        }

        // Other programs keep no list of files; then what they put there is taken to be all that they wanted.
        return _store.ReadTree(commit) is not { } tree || select(tree).All(file => _store.Has(commit, file)) ? _store.Snapshot(commit) : null;
    }

    private async Task FetchAsync(HubClient client, string commit, IReadOnlyList<HubFile> files, IProgress<HubProgress>? progress, CancellationToken cancellationToken)
    {
        PullProgress state = new(files, progress);
        List<HubFile> missing = [];
        foreach (HubFile file in files)
        {
            if (_store.Has(commit, file))
            {
                state.Report(file, file.Size);
            }
            else
            {
                missing.Add(file);
            }
        }

        RequireSpace(missing);
        BlobDownload download = new(client, _store, _settings);
        ParallelOptions options = new() { MaxDegreeOfParallelism = ParallelFiles, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(missing, options, async (file, token) =>
            await download.FetchAsync(commit, file, bytes => state.Report(file, bytes), token).ConfigureAwait(false)).ConfigureAwait(false);
    }

    private void RequireSpace(List<HubFile> missing)
    {
        long needed = missing.DistinctBy(file => file.Etag).Sum(file => Math.Max(0, file.Size - Length(_store.Partial(file))));
        _store.Guard(_store.Root, () => Directory.CreateDirectory(_store.Root));
        long free = new DriveInfo(_store.Root).AvailableFreeSpace;
        if (needed > free)
        {
            throw new HubException(
                HubReason.Storage, _store.Repository.Id, $"{needed} bytes are to be fetched, but only {free} are free at {_settings.CacheFolder}. Free some space, choose a smaller precision, or set HF_HOME to another disk.");
        }
    }

    private static long Length(string path) => new FileInfo(path) is { Exists: true } file ? file.Length : 0;

    private HubException Missing(string why) => new(
        HubReason.Offline, _store.Repository.Id, $"{why}, and {_settings.CacheFolder} does not hold all that is needed of '{_revision}'. Fetch it once with a connection: vlm pull {_store.Repository.Id}.");
}
