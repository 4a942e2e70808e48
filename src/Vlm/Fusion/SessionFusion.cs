using Vlm.Onnx;

namespace Vlm.Fusion;

/// <summary>A trained fusion in one .onnx file: picture rows and token states in, one vector a pair out.</summary>
internal sealed class SessionFusion : IFusion
{
    private readonly OnnxSession _session;
    private readonly FeatureBinding _binding;
    private readonly string[] _output;

    /// <summary>Takes ownership of the session.</summary>
    /// <param name="session">Its inputs are bound by name and rank; its first output [B,F] is read.</param>
    /// <exception cref="ModelFolderException">An input is no part of the features, or no output is a vector a pair.</exception>
    public SessionFusion(OnnxSession session)
    {
        _session = session;
        _binding = FeatureBinding.OfPair(session);
        TensorSpec output = SessionOutput.OfRank(session, [2], ["fused"])
            ?? throw new ModelFolderException(session.Path, $"a fusion gives one vector a pair [B,F]; found: {string.Join(", ", session.Outputs)}.");
        _output = [output.Name];
        OutputSizes = new FeatureSizes { Pooled = output.Dimensions[1] > 0 ? (int)output.Dimensions[1] : null };
    }

    public FeatureSizes ImageSizes => _binding.ImageSizes;

    public FeatureSizes TextSizes => _binding.TextSizes;

    public FeatureSizes OutputSizes { get; }

    public FusedFeatures Fuse(ImageFeatures images, TextFeatures texts, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentNullException.ThrowIfNull(texts);
        PairedBatch.Check(images, texts);
        return new FusedFeatures(_binding.Run(images, texts, _output, cancellationToken));
    }

    public void Dispose() => _session.Dispose();
}
