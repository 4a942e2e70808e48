using Vlm.Families;
using Vlm.Folders;

namespace Vlm;

/// <summary>Where models come from: the embedded default, a folder, or stages composed by hand.</summary>
/// <remarks>Thread-safe.</remarks>
public static class VisionLanguageModel
{
    /// <summary>
    /// Loads the embedded default model: a captioner, question answering and a joint space, 64 MB, offline. It is found in
    /// <c>models/default</c> beside the application (where the package Vlm.Models.Default and a publish put it), or in the
    /// nearest folder above that has one (a clone of the repository).
    /// </summary>
    /// <param name="options">Null for the defaults.</param>
    /// <returns>The model; the caller disposes it.</returns>
    /// <exception cref="ModelFolderException">It is not there, or a file of it is missing or altered.</exception>
    public static IVisionLanguageModel LoadDefault(VlmOptions? options = null) => Load(DefaultModelFolder.Find(), options);

    /// <summary>Loads a model folder.</summary>
    /// <param name="folder">A folder with vlm.json.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <returns>The model; the caller disposes it.</returns>
    /// <exception cref="ModelFolderException">The folder or a file of it is missing, wrong or altered.</exception>
    /// <exception cref="UnsupportedModelException">The folder is of no known family.</exception>
    public static IVisionLanguageModel Load(string folder, VlmOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ModelFolder opened = ModelFolder.Open(folder);
        return KnownFamilies.Require(opened).Load(opened, options ?? new VlmOptions());
    }

    /// <summary>
    /// Loads a model of the hub. It is looked for in the cache that Python's huggingface_hub uses and fetched where it is not there:
    /// only what the chosen precision needs, every file compared with its hash (see <see cref="HubCache"/>).
    /// </summary>
    /// <param name="repository">For example <c>org/name</c>.</param>
    /// <param name="options">How it is loaded; null for the defaults. <see cref="VlmOptions.Precision"/> says what is fetched.</param>
    /// <param name="hub">Revision, cache, endpoint and token; null for what the environment says.</param>
    /// <param name="progress">Told how many bytes are there.</param>
    /// <param name="cancellationToken">Stops at once; what was fetched is kept for the next attempt.</param>
    /// <returns>The model; the caller disposes it.</returns>
    /// <exception cref="HubException">It cannot be had.</exception>
    /// <exception cref="ModelFolderException">What was fetched is wrong.</exception>
    /// <exception cref="UnsupportedModelException">It is of no known family.</exception>
    public static async Task<IVisionLanguageModel> FromHubAsync(
        string repository, VlmOptions? options = null, HubOptions? hub = null, IProgress<HubProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        string folder = await new HubCache(hub).PullAsync(repository, options?.Precision, progress, cancellationToken).ConfigureAwait(false);
        return await Task.Run(() => Load(folder, options), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Begins a model composed by hand.</summary>
    /// <param name="options">Null for the defaults.</param>
    public static VisionLanguageModelBuilder CreateBuilder(VlmOptions? options = null) => new(options ?? new VlmOptions());

    /// <summary>Says what a folder holds: family, sessions with their inputs and outputs, tokenizer and preprocessing. No weights are kept.</summary>
    /// <param name="folder">The folder; null for the embedded default.</param>
    /// <exception cref="ModelFolderException">The folder or a file of it is missing or wrong.</exception>
    public static ModelDescription Inspect(string? folder = null)
    {
        ModelFolder opened = ModelFolder.Open(folder ?? DefaultModelFolder.Find());
        return Composition.FolderInspection.Describe(opened, KnownFamilies.Find(opened)?.Name);
    }
}
