using Vlm.Onnx;

namespace Vlm.Encoders;

/// <summary>
/// The image encoder of a model that writes text: rows of the width of a token, as many as the picture takes, and rows of
/// the same places for deeper layers where the file gives them.
/// </summary>
internal sealed class PictureRowEncoder : IImageEncoder
{
    private const string RowsName = "image_features";

    private readonly OnnxSession _session;
    private readonly string[] _outputs;
    private int _runs;

    /// <summary>Takes ownership of the session.</summary>
    /// <exception cref="ModelFolderException">The file gives no rows.</exception>
    public PictureRowEncoder(OnnxSession session)
    {
        TensorSpec rows = SessionOutput.OfRank(session, [2, 3], [RowsName])
            ?? throw new ModelFolderException(session.Path, $"an image encoder of this kind gives rows, {RowsName} [N,D] or [B,N,D]; found: {string.Join(", ", session.Outputs)}.");
        _session = session;
        Layered = [.. session.Outputs.Where(o => o.Name != rows.Name && o.Dimensions.Count == 2 && o.Dimensions[^1] == rows.Dimensions[^1]).Select(o => o.Name)];
        _outputs = [rows.Name, .. Layered];
        OutputSizes = new FeatureSizes { Sequence = rows.Dimensions[^1] > 0 ? (int)rows.Dimensions[^1] : null };
    }

    public IReadOnlyList<TensorSpec> Inputs => _session.Inputs;

    public FeatureSizes OutputSizes { get; }

    public IReadOnlyList<string> ClassLabels => [];

    /// <summary>The names of the extras: rows [N,D] that belong to the same places, for deeper layers.</summary>
    public IReadOnlyList<string> Layered { get; }

    /// <summary>How many outputs are not disposed yet.</summary>
    internal int LiveOutputs => _session.LiveOutputs;

    /// <summary>How many runs there were.</summary>
    internal int Runs => Volatile.Read(ref _runs);

    public ImageFeatures Encode(PixelValues pixels, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        Interlocked.Increment(ref _runs);
        using SessionOutputs outputs = _session.Run(PixelInputs.Of(_session, pixels), _outputs, cancellationToken);
        TensorBuffer<float> rows = Flat(outputs.Take<float>(0));
        Dictionary<string, TensorBuffer> layered = [];
        try
        {
            foreach (string name in Layered)
            {
                layered[name] = outputs.Take<float>(name);
            }

            return new ImageFeatures(Counts(pixels.Counts, (int)rows.Shape[0]), rows, extras: layered);
        }
        catch
        {
            rows.Dispose();
            foreach (TensorBuffer layer in layered.Values)
            {
                layer.Dispose();
            }

            throw;
        }
    }

    public void Dispose() => _session.Dispose();

    private static TensorBuffer<float> Flat(TensorBuffer<float> rows) =>
        rows.Shape.Length == 2 ? rows : new TensorBuffer<float>(rows.Memory, FeatureRows.FlatShape(rows.Shape.ToArray()), rows);

    // Every frame or patch makes as many rows as the others; of a single picture the number need not be known.
    private int[] Counts(IReadOnlyList<int> parts, int rows)
    {
        int all = parts.Sum();
        return parts.Count == 1 ? [rows]
            : rows % all == 0 || all % rows == 0 ? [.. parts.Select(part => (int)((long)part * rows / all))]
            : throw new TensorShapeException($"{_session.Path}: output '{_outputs[0]}'", $"as many rows for each of {all} frames", rows.ToString(), "Encode these pictures one by one.");
    }
}
