using Vlm.Onnx;

namespace Vlm.Heads;

/// <summary>A classification head in one .onnx file that sees the picture alone: one half of a late fusion.</summary>
internal sealed class SessionImageHead : IClassificationHead<ImageFeatures>
{
    private readonly OnnxSession _session;
    private readonly FeatureBinding _binding;
    private readonly string[] _output;

    /// <summary>Takes ownership of the session.</summary>
    /// <param name="session">Reads picture features; its scores [B,K] are read.</param>
    /// <param name="labels">K labels in the order of the scores.</param>
    /// <exception cref="ModelFolderException">The file is no such head, or K differs.</exception>
    public SessionImageHead(OnnxSession session, IReadOnlyList<string> labels)
    {
        _session = session;
        _binding = FeatureBinding.OfImage(session);
        _output = ScoreOutput.Of(session, labels);
        Labels = labels;
    }

    public FeatureSizes InputSizes => _binding.ImageSizes;

    public IReadOnlyList<string> Labels { get; }

    public TensorBuffer<float> Score(ImageFeatures features, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(features);
        return _binding.Run(features, null, _output, cancellationToken);
    }

    public void Dispose() => _session.Dispose();
}
