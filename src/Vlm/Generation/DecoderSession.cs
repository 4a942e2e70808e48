using Vlm.Onnx;

namespace Vlm.Generation;

/// <summary>
/// A decoder beside an encoder: one file, or one for the first step and one that reads the cache. What the files ask for is
/// read once from their own declarations.
/// </summary>
internal sealed class DecoderSession : IDisposable
{
    public const string IdsName = "input_ids";

    private const string LogitsName = "logits";

    /// <summary>Takes ownership of what it is given, once it stands.</summary>
    /// <param name="session">The file that reads the cache.</param>
    /// <param name="first">The file for the first step, which reads none; null where the same file does.</param>
    /// <param name="embedding">Embeds the tokens of a decoder that reads them embedded; null for one that reads ids.</param>
    /// <exception cref="ModelFolderException">A file asks for something that nobody could feed, or gives no logits.</exception>
    public DecoderSession(OnnxSession session, OnnxSession? first = null, TokenEmbedding? embedding = null)
    {
        Session = session;
        First = first;
        Embedding = embedding;
        Cache = CacheLayout.Of(session, first);
        Logits = SessionOutput.Named(session, LogitsName, 3);
        Later = new DecoderInputs(session, Cache.PastNames, embedding);
        Initial = first is null ? Later : new DecoderInputs(first, [], embedding);
        if (Logits.Dimensions[2] <= 0 || Initial.States is null)
        {
            throw new ModelFolderException(
                (first ?? session).Path, $"a decoder beside an encoder reads the encoder's states [B,N,D] and gives {LogitsName} [B,T,V]; this file asks for {string.Join(", ", (first ?? session).Inputs)} and gives {Logits}.");
        }

        VocabularySize = (int)Logits.Dimensions[2];
        States = Initial.States;
        ImageSizes = new FeatureSizes { Sequence = Size(2), SequenceLength = Size(1) };
    }

    /// <summary>The file that reads the cache.</summary>
    public OnnxSession Session { get; }

    /// <summary>The file for the first step; null where <see cref="Session"/> takes it too.</summary>
    public OnnxSession? First { get; }

    public TokenEmbedding? Embedding { get; }

    /// <summary>What the first step feeds.</summary>
    public DecoderInputs Initial { get; }

    /// <summary>What the steps after the first one feed.</summary>
    public DecoderInputs Later { get; }

    public CacheLayout Cache { get; }

    public TensorSpec Logits { get; }

    /// <summary>The input that takes the encoder's states.</summary>
    public TensorSpec States { get; }

    public int VocabularySize { get; }

    /// <summary>What the file says of the encoder's states.</summary>
    public FeatureSizes ImageSizes { get; }

    /// <summary>Whether rows may have different numbers of states: the file is told which of them are padding.</summary>
    public bool ReadsStatesMask => Initial.StatesMask is not null;

    public void Dispose()
    {
        Session.Dispose();
        First?.Dispose();
        Embedding?.Dispose();
    }

    private int? Size(int axis) => States.Dimensions[axis] > 0 ? (int)States.Dimensions[axis] : null;
}
