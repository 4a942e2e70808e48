namespace Vlm.Folders;

/// <summary>The folder of one repository in the cache, in huggingface_hub's layout: refs, blobs, snapshots of links, lists of files, locks.</summary>
internal sealed class HubStore
{
    private readonly HubSettings _settings;
    private readonly string _root;

    public HubStore(HubSettings settings, HubRepository repository)
    {
        _settings = settings;
        Repository = repository;
        _root = Path.Combine(settings.CacheFolder, repository.FolderName);
    }

    public HubRepository Repository { get; }

    public bool Exists => Directory.Exists(_root);

    public string BlobFolder => Path.Combine(_root, "blobs");

    public string RefFolder => Path.Combine(_root, "refs");

    public string SnapshotFolder => Path.Combine(_root, "snapshots");

    public string LockFolder => Path.Combine(_settings.CacheFolder, ".locks", Repository.FolderName);

    public string Root => _root;

    /// <summary>Where small files and links are made before they are renamed: readers of refs and snapshots never see them.</summary>
    private string AsideFolder => Path.Combine(_root, ".incomplete");

    public string Blob(HubFile file) => Path.Combine(BlobFolder, file.Etag);

    /// <summary>Where a download grows; never a name that other programs use, which may write without our lock.</summary>
    public string Partial(HubFile file) => Path.Combine(BlobFolder, $"{file.Etag}.vlm.incomplete");

    public string Lock(HubFile file) => Path.Combine(LockFolder, $"{file.Etag}.lock");

    public string Snapshot(string commit) => Path.Combine(SnapshotFolder, commit);

    public string Pointer(string commit, HubFile file) => Path.Combine([Snapshot(commit), .. file.Path.Split('/')]);

    /// <summary>Whether a file is there, whole: links appear only after their blob is.</summary>
    public bool Has(string commit, HubFile file) => TargetOf(Pointer(commit, file)) is { } found && found.Length == file.Size;

    /// <summary>The file that a path is or leads to; null where there is none.</summary>
    public static FileInfo? TargetOf(string path)
    {
        try
        {
            FileInfo file = new(path);
            return (file.LinkTarget is null ? file : file.ResolveLinkTarget(returnFinalTarget: true)) as FileInfo is { Exists: true } found ? found : null;
        }
        catch (IOException)
        {
            // Links that lead in a circle lead nowhere.
            return null;
        }
    }

    /// <exception cref="HubException">The cache does not hold the repository.</exception>
    public HubStore Require() =>
        Exists ? this : throw new HubException(HubReason.RepositoryNotFound, Repository.Id, "the cache does not hold it. See what it holds with: vlm cache list.");

    /// <summary>The commit at which a branch or tag stood when it was last asked for; null where it never was.</summary>
    public string? ReadRef(string revision)
    {
        string path = Path.Combine([RefFolder, .. revision.Split('/')]);
        string? commit = File.Exists(path) ? Read(path, File.ReadAllText).Trim() : null;
        return commit is not null && HubRepository.IsCommit(commit) ? commit : null;
    }

    public void WriteRef(string revision, string commit)
    {
        if (revision != commit && ReadRef(revision) != commit)
        {
            WriteAside(Path.Combine([RefFolder, .. revision.Split('/')]), System.Text.Encoding.ASCII.GetBytes(commit));
        }
    }

    /// <summary>The files of a commit as the hub listed them; null where that was not kept.</summary>
    public IReadOnlyList<HubFile>? ReadTree(string commit)
    {
        string path = TreeFile(commit);
        return File.Exists(path) ? HubTree.FromJson(Repository, Read(path, File.ReadAllBytes)) : null;
    }

    public void WriteTree(string commit, IReadOnlyList<HubFile> files) => WriteAside(TreeFile(commit), HubTree.ToJson(files));

    /// <summary>Puts a whole blob where it is read: by a relative link, or itself where links are not to be had.</summary>
    public void Publish(string commit, HubFile file)
    {
        string pointer = Pointer(commit, file), blob = Blob(file);
        Guard(pointer, () =>
        {
            Directory.CreateDirectory(Path.GetDirectoryName(pointer)!);
            if (_settings.UseLinks && TryLink(pointer, blob))
            {
                return;
            }

            File.Move(blob, pointer, overwrite: true);
        });
    }

    /// <summary>Runs what writes to the cache; the system's errors come out typed.</summary>
    public void Guard(string path, Action work)
    {
        try
        {
            work();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw StorageError(path, e);
        }
    }

    public HubException StorageError(string path, Exception e) =>
        new(HubReason.Storage, Repository.Id, $"{path} cannot be written: {e.Message} Free some space or mend the rights, or set HF_HOME to another folder; what was fetched so far is kept.", e);

    private string NewAside()
    {
        Directory.CreateDirectory(AsideFolder);
        return Path.Combine(AsideFolder, Guid.NewGuid().ToString("N"));
    }

    private bool TryLink(string pointer, string blob)
    {
        string aside = NewAside();
        try
        {
            File.CreateSymbolicLink(aside, Path.GetRelativePath(Path.GetDirectoryName(pointer)!, blob));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or PlatformNotSupportedException)
        {
            return false;
        }

        try
        {
            File.Move(aside, pointer, overwrite: true);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            File.Delete(aside);
            throw;
        }
    }

    private string TreeFile(string commit) => Path.Combine(_root, "trees", $"{commit}.json");

    private void WriteAside(string path, byte[] contents) => Guard(path, () =>
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        string aside = NewAside();
        try
        {
            File.WriteAllBytes(aside, contents);
            File.Move(aside, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            File.Delete(aside);
            throw;
        }
    });

    private T Read<T>(string path, Func<string, T> read)
    {
        try
        {
            return read(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HubException(HubReason.Storage, Repository.Id, $"{path} cannot be read: {e.Message} Mend its rights, or remove it.", e);
        }
    }
}
