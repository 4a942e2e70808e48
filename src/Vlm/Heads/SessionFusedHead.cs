using Vlm.Onnx;

namespace Vlm.Heads;

/// <summary>A classification head in one .onnx file over what a fusion gave.</summary>
internal sealed class SessionFusedHead : IClassificationHead<FusedFeatures>
{
    private readonly OnnxSession _session;
    private readonly string[] _output;

    /// <summary>Takes ownership of the session.</summary>
    /// <param name="session">One input [B,F]; its scores [B,K] are read.</param>
    /// <param name="labels">K labels in the order of the scores.</param>
    /// <exception cref="ModelFolderException">The file is no such head, or K differs.</exception>
    public SessionFusedHead(OnnxSession session, IReadOnlyList<string> labels)
    {
        if (session.Inputs is not [{ Dimensions.Count: 2 }])
        {
            throw new ModelFolderException(session.Path, $"a head after a fusion reads one tensor [B,F]; this file asks for {string.Join(", ", session.Inputs)}.");
        }

        _session = session;
        _output = ScoreOutput.Of(session, labels);
        Labels = labels;
        long width = session.Inputs[0].Dimensions[1];
        InputSizes = new FeatureSizes { Pooled = width > 0 ? (int)width : null };
    }

    public FeatureSizes InputSizes { get; }

    public IReadOnlyList<string> Labels { get; }

    public TensorBuffer<float> Score(FusedFeatures features, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(features);
        using SessionOutputs outputs = _session.Run([new SessionInput(_session.Inputs[0].Name, features.Pooled)], _output, cancellationToken);
        return outputs.Take<float>(0);
    }

    public void Dispose() => _session.Dispose();
}
