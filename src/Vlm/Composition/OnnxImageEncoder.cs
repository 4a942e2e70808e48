using Vlm.Composition;
using Vlm.Encoders;
using Vlm.Folders;
using Vlm.Onnx;
using Vlm.Preprocessing;

namespace Vlm;

/// <summary>
/// A CNN or ViT from a Hugging Face style folder: config.json, preprocessor_config.json (or processor_config.json) and onnx/*.onnx, with its image processor.
/// </summary>
/// <remarks>Thread-safe. The model that it is given to disposes it.</remarks>
public sealed class OnnxImageEncoder : IImageEncoder, IPartialImageEncoder
{
    private static readonly string[] SessionNames = ["onnx/vision_model.onnx", "onnx/model.onnx", "onnx/encoder_model.onnx", "model.onnx"];
    private readonly SessionImageEncoder _encoder;

    private OnnxImageEncoder(SessionImageEncoder encoder, IImageProcessor processor)
    {
        _encoder = encoder;
        Processor = processor;
    }

    /// <summary>The processor that the folder describes.</summary>
    public IImageProcessor Processor { get; }

    /// <inheritdoc/>
    public IReadOnlyList<TensorSpec> Inputs => _encoder.Inputs;

    /// <inheritdoc/>
    public FeatureSizes OutputSizes => _encoder.OutputSizes;

    /// <inheritdoc/>
    public IReadOnlyList<string> ClassLabels => _encoder.ClassLabels;

    ILinearImageClassifier? IPartialImageEncoder.LinearClassifier => _encoder.LinearClassifier;

    /// <summary>The .onnx file, for those who train it.</summary>
    internal string SessionPath => _encoder.SessionPath;

    /// <summary>The output with the rows; null where there is none.</summary>
    internal string? RowsOutput => _encoder.RowsOutput;

    /// <summary>Loads the folder.</summary>
    /// <param name="folder">The folder; its vision session is onnx/vision_model.onnx, onnx/model.onnx or onnx/encoder_model.onnx, whichever is there first.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <exception cref="ModelFolderException">A file is missing or wrong.</exception>
    public static OnnxImageEncoder Load(string folder, VlmOptions? options = null) => Load(folder, null, null, null, options);

    /// <inheritdoc/>
    public ImageFeatures Encode(PixelValues pixels, CancellationToken cancellationToken = default) => _encoder.Encode(pixels, cancellationToken);

    ImageFeatures IPartialImageEncoder.Encode(PixelValues pixels, ImageParts parts, CancellationToken cancellationToken) =>
        _encoder.Encode(pixels, parts, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _encoder.Dispose();

    internal static OnnxImageEncoder Load(string path, string? session, string? rows, string? pooled, VlmOptions? options, bool hasClasses = true)
    {
        ModelFolder folder = ModelFolder.Open(path);
        IImageProcessor processor = FolderProcessor.Open(folder, options ?? new VlmOptions());
        IReadOnlyList<string> labels = hasClasses ? ModelConfig.Read(folder).Labels : [];
        OnnxSession onnx = SessionFiles.Load(folder, session, SessionNames, options);
        return SessionFiles.Guard(onnx, () => new OnnxImageEncoder(SessionImageEncoder.Create(onnx, rows, pooled, labels), processor));
    }
}
