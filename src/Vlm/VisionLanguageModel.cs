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
