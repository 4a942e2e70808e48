using Vlm.Onnx;

namespace Vlm.Generation;

/// <summary>What a decoder-only file asks for, read once from its own declarations: embedded tokens, a mask, positions, a cache.</summary>
internal sealed class CausalDecoder : IDisposable
{
    public const string EmbeddingsName = "inputs_embeds", MaskName = "attention_mask", PositionsName = "position_ids",
        KeepName = "num_logits_to_keep", BranchName = "use_cache_branch";

    private const string LogitsName = "logits";

    /// <summary>Takes ownership of the session.</summary>
    /// <exception cref="ModelFolderException">The file asks for something that nobody could feed, or gives no logits.</exception>
    public CausalDecoder(OnnxSession session)
    {
        Session = session;
        Cache = CacheLayout.Of(session);
        Logits = SessionOutput.Named(session, LogitsName, 3);
        TensorSpec? embeddings = Input(EmbeddingsName);
        TensorSpec[] rest = [.. session.Inputs.Where(i => i.Name is not (EmbeddingsName or MaskName or PositionsName or KeepName or BranchName) && !Cache.PastNames.Contains(i.Name))];
        Layered = [.. rest.Where(i => IsReal(i) && i.Dimensions.Count == 3).Select(i => i.Name)];
        if (embeddings is not { Dimensions.Count: 3 } || !IsReal(embeddings) || Layered.Count != rest.Length || Logits.Dimensions[2] <= 0 || Cache.Count == 0)
        {
            string unknown = string.Join(", ", rest.Where(i => !Layered.Contains(i.Name)));
            throw new ModelFolderException(
                session.Path, $"a decoder reads {EmbeddingsName} [B,L,D], masks, positions and its cache (past…), and gives {LogitsName} [B,L,V]; "
                + (unknown.Length > 0 ? $"nothing feeds {unknown}." : $"this file asks for {string.Join(", ", session.Inputs)} and gives {Logits}."));
        }

        PositionAxes = Input(PositionsName)?.Dimensions switch
        {
            null => 0,
            { Count: 2 } => 1,
            { Count: 3 } axes when axes[0] is > 0 and <= 8 => (int)axes[0],
            _ => throw new ModelFolderException(session.Path, $"the input {Input(PositionsName)} is neither [B,L] nor [axes,B,L]."),
        };
        VocabularySize = (int)Logits.Dimensions[2];
        Width = embeddings.Dimensions[2] > 0 ? (int)embeddings.Dimensions[2] : null;
    }

    public OnnxSession Session { get; }

    public CacheLayout Cache { get; }

    public TensorSpec Logits { get; }

    /// <summary>The width of an embedded token; null where the file leaves it open.</summary>
    public int? Width { get; }

    public int VocabularySize { get; }

    /// <summary>How many numbers tell the position of a token: 0 where the file asks for none, 3 for multimodal rotary positions.</summary>
    public int PositionAxes { get; }

    /// <summary>Inputs of the width of a token that go to deeper layers, by name: zeros where no picture stands.</summary>
    public IReadOnlyList<string> Layered { get; }

    public bool ReadsMask => Session.HasInput(MaskName);

    /// <summary>Whether the file can be told to give the logits of the last token only.</summary>
    public bool KeepsLogits => Session.HasInput(KeepName);

    /// <summary>Whether the file holds two decoders and asks which one: false for the first step, true with a filled cache.</summary>
    public bool UsesBranch => Session.HasInput(BranchName);

    public void Dispose() => Session.Dispose();

    private TensorSpec? Input(string name) => Session.Inputs.FirstOrDefault(i => i.Name == name);

    private static bool IsReal(TensorSpec input) => input.ElementType is TensorElementType.Float32 or TensorElementType.Float16;
}
