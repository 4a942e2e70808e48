using Vlm.Onnx;

namespace Vlm.Encoders;

/// <summary>An image encoder in one .onnx file: a CNN, a ViT, or the vision tower of a dual encoder.</summary>
internal sealed class SessionImageEncoder : IImageEncoder
{
    private const string LogitsName = "logits";

    private readonly OnnxSession _session;
    private readonly string? _rows;
    private readonly string? _pooled;
    private readonly string? _logits;
    private readonly string[] _outputs;

    /// <summary>Takes ownership of the session. Class <c>logits</c> [B,C], where the file gives them, become an extra.</summary>
    /// <param name="session">It declares <c>pixel_values</c> and possibly masks and sizes that the processor makes.</param>
    /// <param name="rowsOutput">The rows: [B,N,D], or a feature map [B,D,H,W]; null where they are not read.</param>
    /// <param name="pooledOutput">The pooled vector: [B,D] or [B,D,1,1]; null where it is not read.</param>
    /// <param name="labels">The names of the classes; empty where they have none.</param>
    /// <exception cref="ModelFolderException">The file lacks an output, or has another number of classes than there are labels.</exception>
    public SessionImageEncoder(OnnxSession session, string? rowsOutput, string? pooledOutput, IReadOnlyList<string> labels)
    {
        TensorSpec? rows = rowsOutput is null ? null : SessionOutput.Named(session, rowsOutput, 3, 4);
        TensorSpec? pooled = pooledOutput is null ? null : SessionOutput.Named(session, pooledOutput, 2, 4);
        TensorSpec? logits = session.FindOutput(LogitsName) is { Dimensions.Count: 2 } found && found.Name != pooledOutput ? found : null;
        if (rows is null && pooled is null)
        {
            throw new ModelFolderException(
                session.Path, $"an image encoder gives rows [B,N,D] or a pooled vector [B,D]; found: {string.Join(", ", session.Outputs)}.");
        }

        if (labels.Count > 0 && logits is not null && logits.Dimensions[1] > 0 && logits.Dimensions[1] != labels.Count)
        {
            throw new ModelFolderException(
                session.Path, $"the output {logits} has {logits.Dimensions[1]} classes, but there are {labels.Count} labels. Check id2label in config.json.");
        }

        _session = session;
        _rows = rows?.Name;
        _pooled = pooled?.Name;
        _logits = logits?.Name;
        _outputs = [.. new[] { _rows, _pooled, _logits }.OfType<string>()];
        ClassLabels = logits is null ? [] : labels;
        OutputSizes = EncoderSizes.Of(session, rows, pooled);
    }

    public IReadOnlyList<TensorSpec> Inputs => _session.Inputs;

    public FeatureSizes OutputSizes { get; }

    public IReadOnlyList<string> ClassLabels { get; }

    /// <summary>The same, with the outputs found by rank and customary name where they are not given.</summary>
    public static SessionImageEncoder Create(OnnxSession session, string? rowsOutput, string? pooledOutput, IReadOnlyList<string> labels)
    {
        string? rows = rowsOutput ?? SessionOutput.OfRank(session, [3], ["last_hidden_state", "image_features"])?.Name
            ?? SessionOutput.OfRank(session, [4], ["last_hidden_state"], "pooler_output")?.Name;
        string? pooled = pooledOutput ?? SessionOutput.OfRank(session, [2], ["image_embeds", "pooler_output"], LogitsName)?.Name
            ?? (session.FindOutput("pooler_output") is { Dimensions.Count: 4 } map ? map.Name : null);
        return new SessionImageEncoder(session, rows, pooled, labels);
    }

    public ImageFeatures Encode(PixelValues pixels, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        SessionInput[] inputs = new SessionInput[_session.Inputs.Count];
        for (int i = 0; i < inputs.Length; i++)
        {
            string name = _session.Inputs[i].Name;
            inputs[i] = pixels.Tensors.TryGetValue(name, out TensorBuffer? tensor)
                ? new SessionInput(name, tensor)
                : throw new TensorShapeException(
                    $"{_session.Path}: input '{name}'", _session.Inputs[i].ToString(), $"only {string.Join(", ", pixels.Tensors.Keys)}", "Use the image processor of this encoder.");
        }

        using SessionOutputs outputs = _session.Run(inputs, _outputs, cancellationToken);
        return ToFeatures(outputs, pixels);
    }

    public void Dispose() => _session.Dispose();

    private ImageFeatures ToFeatures(SessionOutputs outputs, PixelValues pixels)
    {
        TensorBuffer<float>? rows = null, pooled = null, logits = null;
        try
        {
            int rowsEach = 0;
            if (_rows is not null)
            {
                rows = FeatureRows.Flatten(outputs.Take<float>(_rows), out rowsEach);
            }

            // A pooled vector belongs to a tile, not to a picture, where a picture has several.
            bool whole = pixels.Counts.All(c => c == 1);
            pooled = _pooled is null || !whole ? null : FeatureRows.Squeeze(outputs.Take<float>(_pooled));
            logits = _logits is null || !whole ? null : outputs.Take<float>(_logits);
            int[] counts = [.. pixels.Counts.Select(c => c * rowsEach)];
            return new ImageFeatures(counts, rows, pooled, logits is null ? null : new Dictionary<string, TensorBuffer>(1) { [LogitsName] = logits });
        }
        catch
        {
            rows?.Dispose();
            pooled?.Dispose();
            logits?.Dispose();
            throw;
        }
    }
}
