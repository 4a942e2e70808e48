using Vlm.Composition;
using Vlm.Folders;
using Vlm.Fusion;
using Vlm.Onnx;

namespace Vlm;

/// <summary>A trained fusion: a folder with fusion.onnx.</summary>
/// <remarks>Thread-safe. The model that it is given to disposes it.</remarks>
public sealed class OnnxFusion : IFusion
{
    private readonly SessionFusion _fusion;

    private OnnxFusion(SessionFusion fusion) => _fusion = fusion;

    /// <inheritdoc/>
    public FeatureSizes ImageSizes => _fusion.ImageSizes;

    /// <inheritdoc/>
    public FeatureSizes TextSizes => _fusion.TextSizes;

    /// <inheritdoc/>
    public FeatureSizes OutputSizes => _fusion.OutputSizes;

    /// <summary>Loads fusion.onnx.</summary>
    /// <param name="folder">The folder that holds it.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <exception cref="ModelFolderException">The file is missing or wrong.</exception>
    public static OnnxFusion Load(string folder, VlmOptions? options = null)
    {
        OnnxSession session = SessionFiles.Load(ModelFolder.Open(folder), "fusion.onnx", [], options);
        return SessionFiles.Guard(session, () => new OnnxFusion(new SessionFusion(session)));
    }

    /// <inheritdoc/>
    public FusedFeatures Fuse(ImageFeatures images, TextFeatures texts, CancellationToken cancellationToken = default) =>
        _fusion.Fuse(images, texts, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _fusion.Dispose();
}
