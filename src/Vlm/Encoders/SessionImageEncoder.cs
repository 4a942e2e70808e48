using Vlm.Onnx;

namespace Vlm.Encoders;

/// <summary>An image encoder in one .onnx file: a CNN, a ViT, or the vision tower of a dual encoder.</summary>
internal sealed class SessionImageEncoder : IPartialImageEncoder
{
    private const string LogitsName = "logits";

    // What some exports give beside the features, for explanations.
    private static readonly string[] AttentionNames = ["attentions", "cross_attentions"];

    private readonly OnnxSession _session;
    private readonly string? _rows;
    private readonly string? _pooled;
    private readonly string? _logits;
    private readonly string[] _attentions;
    private readonly string[][] _outputsOf;
    private readonly Lazy<ILinearImageClassifier?> _linear;

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
        _attentions = [.. AttentionNames.Where(name => session.FindOutput(name) is { ElementType: TensorElementType.Float32 })];
        _outputsOf = [.. Enumerable.Range(0, (int)ImageParts.All + 1).Select(parts => OutputsOf((ImageParts)parts))];
        ClassLabels = logits is null ? [] : labels;
        OutputSizes = EncoderSizes.Of(session, rows, pooled);
        _linear = new Lazy<ILinearImageClassifier?>(() =>
            ClassLabels.Count > 0 && OutputSizes.Sequence is { } width ? SessionLinearClassifier.Find(session.Path, LogitsName, width, ClassLabels) : null);
    }

    public IReadOnlyList<TensorSpec> Inputs => _session.Inputs;

    public FeatureSizes OutputSizes { get; }

    public IReadOnlyList<string> ClassLabels { get; }

    public ILinearImageClassifier? LinearClassifier => _linear.Value;

    /// <summary>The file.</summary>
    public string SessionPath => _session.Path;

    /// <summary>The output with the rows; null where there is none.</summary>
    public string? RowsOutput => _rows;

    /// <summary>The file and its pooled output, for errors.</summary>
    public string PooledOutput => $"{_session.Path}: output '{_pooled}'";

    /// <summary>The same, with the outputs found by rank and customary name where they are not given.</summary>
    public static SessionImageEncoder Create(OnnxSession session, string? rowsOutput, string? pooledOutput, IReadOnlyList<string> labels)
    {
        string? rows = rowsOutput ?? SessionOutput.OfRank(session, [3], ["last_hidden_state", "image_features"])?.Name
            ?? SessionOutput.OfRank(session, [4], ["last_hidden_state"], "pooler_output")?.Name;
        string? pooled = pooledOutput ?? SessionOutput.OfRank(session, [2], ["image_embeds", "pooler_output"], LogitsName)?.Name
            ?? (session.FindOutput("pooler_output") is { Dimensions.Count: 4 } map ? map.Name : null);
        return new SessionImageEncoder(session, rows, pooled, labels);
    }

    public ImageFeatures Encode(PixelValues pixels, CancellationToken cancellationToken = default) => Encode(pixels, ImageParts.All, cancellationToken);

    public ImageFeatures Encode(PixelValues pixels, ImageParts parts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        if (_session.Inputs.Count == 1)
        {
            SessionInput only = PixelInputs.Of(_session, pixels, _session.Inputs[0]);
            return Run(new ReadOnlySpan<SessionInput>(in only), pixels, parts, cancellationToken);
        }

        return Run(PixelInputs.Of(_session, pixels), pixels, parts, cancellationToken);
    }

    public void Dispose() => _session.Dispose();

    private ImageFeatures Run(ReadOnlySpan<SessionInput> inputs, PixelValues pixels, ImageParts parts, CancellationToken cancellationToken)
    {
        if (parts == ImageParts.Rows && _rows is not null)
        {
            // What heads ask for most: without the collection of outputs, and [B,N,D] becomes [B*N,D] on the way.
            TensorBuffer<float> rows = _session.RunOne<float>(inputs, _outputsOf[(int)parts], cancellationToken, FeatureRows.FlatShape);
            int rowsEach = (int)(rows.Shape[0] / Math.Max(1, pixels.Pixels.Shape[0]));
            rows = rows.Shape.Length == 2 ? rows : FeatureRows.Flatten(rows, out rowsEach);
            return new ImageFeatures(RowCounts(pixels.Counts, rowsEach, out _), rows);
        }

        using SessionOutputs outputs = _session.Run(inputs, _outputsOf[(int)parts], cancellationToken);
        return ToFeatures(outputs, pixels, parts);
    }

    private string[] OutputsOf(ImageParts parts) => [.. new[]
    {
        parts.HasFlag(ImageParts.Rows) ? _rows : null,
        parts.HasFlag(ImageParts.Pooled) ? _pooled : null,
        parts.HasFlag(ImageParts.Extras) ? _logits : null,
    }.OfType<string>(), .. parts.HasFlag(ImageParts.Extras) ? _attentions : []];

    private ImageFeatures ToFeatures(SessionOutputs outputs, PixelValues pixels, ImageParts parts)
    {
        TensorBuffer<float>? rows = null, pooled = null;
        Dictionary<string, TensorBuffer>? extras = null;
        try
        {
            int rowsEach = 0;
            if (_rows is not null && parts.HasFlag(ImageParts.Rows))
            {
                rows = FeatureRows.Flatten(outputs.Take<float>(_rows), out rowsEach);
            }

            // A pooled vector belongs to a tile, not to a picture, where a picture has several.
            int[] counts = RowCounts(pixels.Counts, rowsEach, out bool whole);
            pooled = _pooled is null || !whole || !parts.HasFlag(ImageParts.Pooled) ? null : FeatureRows.Squeeze(outputs.Take<float>(_pooled));
            if (whole && parts.HasFlag(ImageParts.Extras))
            {
                if (_logits is not null)
                {
                    extras = new(1) { [LogitsName] = outputs.Take<float>(_logits) };
                }

                foreach (string name in _attentions)
                {
                    (extras ??= []).Add(name, outputs.Take<float>(name));
                }
            }

            return new ImageFeatures(counts, rows, pooled, extras);
        }
        catch
        {
            rows?.Dispose();
            pooled?.Dispose();
            foreach (TensorBuffer extra in extras is null ? (IEnumerable<TensorBuffer>)[] : extras.Values)
            {
                extra.Dispose();
            }

            throw;
        }
    }

    private static int[] RowCounts(IReadOnlyList<int> tiles, int rowsEach, out bool whole)
    {
        int[] counts = new int[tiles.Count];
        whole = true;
        for (int i = 0; i < counts.Length; i++)
        {
            whole &= tiles[i] == 1;
            counts[i] = tiles[i] * rowsEach;
        }

        return counts;
    }
}
