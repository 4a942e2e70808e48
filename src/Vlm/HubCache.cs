using Vlm.Folders;

namespace Vlm;

/// <summary>
/// The models of the hub that are on this machine, in the layout and place that Python's huggingface_hub uses, so that what one
/// program has fetched the other finds. Only what a model needs in the chosen precision is fetched; every file is compared with
/// the hash that the hub states before anything reads it; an interrupted download goes on where it stopped.
/// </summary>
/// <remarks>Thread-safe; several processes may fetch the same model at once.</remarks>
public sealed class HubCache
{
    private readonly HubSettings _settings;
    private readonly string? _revision;

    /// <summary>Opens the cache; nothing is read yet.</summary>
    /// <param name="options">Null for what the environment says.</param>
    /// <exception cref="HubException">A variable of the environment is wrong.</exception>
    public HubCache(HubOptions? options = null)
    {
        _settings = HubSettings.Of(options);
        _revision = options?.Revision;
    }

    /// <summary>The folder of the cache; it need not exist yet.</summary>
    public string Folder => _settings.CacheFolder;

    /// <summary>Whether a text can be the name of a repository: <c>org/name</c>, or <c>name</c> alone.</summary>
    /// <param name="text">The text.</param>
    public static bool IsRepositoryName(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return HubRepository.IsValid(text);
    }

    /// <summary>
    /// Brings a model into the cache, or finds it there. Of a branch or tag the hub is asked for the newest commit; when it is out
    /// of reach the one that was fetched last serves. A commit that is there whole is not asked for.
    /// </summary>
    /// <param name="repository">For example <c>org/name</c>.</param>
    /// <param name="precisions">The precisions to prefer, best first; null for full precision first. Of each session one file is fetched.</param>
    /// <param name="progress">Told how many bytes are there.</param>
    /// <param name="cancellationToken">Stops at once; what was fetched is kept for the next attempt.</param>
    /// <returns>The folder that <c>VisionLanguageModel.Load</c> takes.</returns>
    /// <exception cref="HubException">It cannot be had; <see cref="HubException.Reason"/> says why.</exception>
    public Task<string> PullAsync(
        string repository, IReadOnlyList<ModelPrecision>? precisions = null, IProgress<HubProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(repository);
        HubRepository parsed = HubRepository.Parse(repository);
        return new HubPull(_settings, parsed, _revision).RunAsync(files => HubSelection.Select(parsed, files, precisions), progress, cancellationToken);
    }

    /// <summary>What is in the cache, by repository and commit.</summary>
    /// <exception cref="HubException">The cache cannot be read.</exception>
    public IReadOnlyList<HubSnapshot> List() => HubInventory.List(_settings);

    /// <summary>Compares files of the cache with their hashes.</summary>
    /// <param name="repository">One repository; null for all.</param>
    /// <param name="progress">Told how many files are done.</param>
    /// <param name="cancellationToken">Stops at once.</param>
    /// <returns>One result a file of each snapshot.</returns>
    /// <exception cref="HubException">The cache cannot be read, or does not hold the repository.</exception>
    public Task<IReadOnlyList<HubFileCheck>> VerifyAsync(string? repository = null, IProgress<BatchProgress>? progress = null, CancellationToken cancellationToken = default) =>
        HubVerification.RunAsync(_settings, repository is null ? null : HubRepository.Parse(repository), progress, cancellationToken);

    /// <summary>Removes a repository from the cache, with all its commits and what was left of downloads.</summary>
    /// <param name="repository">For example <c>org/name</c>.</param>
    /// <returns>The number of bytes that were freed.</returns>
    /// <exception cref="HubException">The cache does not hold it, or it cannot be removed.</exception>
    public long Remove(string repository)
    {
        ArgumentException.ThrowIfNullOrEmpty(repository);
        return HubInventory.Remove(new HubStore(_settings, HubRepository.Parse(repository)));
    }
}
