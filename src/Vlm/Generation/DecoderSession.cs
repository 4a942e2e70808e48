using Vlm.Onnx;

namespace Vlm.Generation;

/// <summary>What a decoder file asks for, read once from its own declarations: ids, the encoder's states, a cache.</summary>
internal sealed class DecoderSession
{
    public const string IdsName = "input_ids", BranchName = "use_cache_branch";

    private const string LogitsName = "logits";

    /// <exception cref="ModelFolderException">The file asks for something else, or gives no logits.</exception>
    public DecoderSession(OnnxSession session)
    {
        Session = session;
        Cache = CacheLayout.Of(session);
        Logits = SessionOutput.Named(session, LogitsName, 3);
        UsesBranch = session.HasInput(BranchName);
        TensorSpec[] states = [.. session.Inputs.Where(i => i.Name is not (IdsName or BranchName) && !Cache.PastNames.Contains(i.Name))];
        if (states is not [{ Dimensions.Count: 3 }] || !session.HasInput(IdsName) || Logits.Dimensions[2] <= 0)
        {
            throw new ModelFolderException(
                session.Path, $"a captioning decoder reads {IdsName}, the picture's rows [B,N,D] and its cache (past…), and gives {LogitsName} [B,T,V]; this file asks for {string.Join(", ", session.Inputs)} and gives {Logits}.");
        }

        States = states[0];
        VocabularySize = (int)Logits.Dimensions[2];
        ImageSizes = new FeatureSizes { Sequence = Size(2), SequenceLength = Size(1) };
    }

    public OnnxSession Session { get; }

    public CacheLayout Cache { get; }

    public TensorSpec Logits { get; }

    /// <summary>The input that takes the picture's rows.</summary>
    public TensorSpec States { get; }

    /// <summary>Whether the file holds two decoders and asks which one: false for the first step, true with a filled cache.</summary>
    public bool UsesBranch { get; }

    public int VocabularySize { get; }

    public FeatureSizes ImageSizes { get; }

    private int? Size(int axis) => States.Dimensions[axis] > 0 ? (int)States.Dimensions[axis] : null;
}
