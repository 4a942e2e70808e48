using Vlm.Onnx;

namespace Vlm.Encoders;

/// <summary>A text encoder in one .onnx file: BERT-style, or the text tower of a dual encoder.</summary>
internal sealed class SessionTextEncoder : ITextEncoder
{
    private const string IdsName = "input_ids", MaskName = "attention_mask", TypesName = "token_type_ids", PositionsName = "position_ids";

    private readonly OnnxSession _session;
    private readonly TextPooling _pooling;
    private readonly string? _tokens;
    private readonly string? _pooled;
    private readonly string[] _outputs;

    /// <summary>Takes ownership of the session.</summary>
    /// <param name="session">It declares <c>input_ids</c> and possibly a mask, type ids and positions.</param>
    /// <param name="tokensOutput">The token states [B,L,D]; null to find them.</param>
    /// <param name="pooledOutput">The session's pooled vector [B,D], read where <paramref name="pooling"/> says so; null to find it.</param>
    /// <param name="pooling">Where the pooled vector comes from.</param>
    /// <exception cref="ModelFolderException">The file asks for something else, or lacks a named output.</exception>
    public SessionTextEncoder(OnnxSession session, string? tokensOutput, string? pooledOutput, TextPooling pooling)
    {
        _session = session;
        _pooling = pooling;
        CheckInputs(session);
        TensorSpec? tokens = pooling == TextPooling.SessionOnly ? null
            : tokensOutput is not null
            ? SessionOutput.Named(session, tokensOutput, 3)
            : SessionOutput.OfRank(session, [3], ["last_hidden_state", "token_embeddings"]);
        TensorSpec? pooled = pooling < TextPooling.Session ? null
            : pooledOutput is not null ? SessionOutput.Named(session, pooledOutput, 2)
            : SessionOutput.OfRank(session, [2], ["text_embeds", "sentence_embedding", "pooler_output"]);
        if ((pooling >= TextPooling.Session ? pooled : tokens) is null)
        {
            string wanted = pooling >= TextPooling.Session ? "pooled vector [B,D]" : "token states [B,L,D]";
            throw new ModelFolderException(session.Path, $"{pooling} pooling needs an output with {wanted}; found: {string.Join(", ", session.Outputs)}.");
        }

        _tokens = tokens?.Name;
        _pooled = pooled?.Name;
        _outputs = [.. new[] { _tokens, _pooled }.OfType<string>()];
        int? sequence = Width(tokens);
        OutputSizes = new FeatureSizes { Sequence = sequence, Pooled = pooling >= TextPooling.Session ? Width(pooled) : sequence };
    }

    public FeatureSizes OutputSizes { get; }

    /// <summary>The file.</summary>
    public string SessionPath => _session.Path;

    /// <summary>The output with the states of tokens; null where there is none.</summary>
    public string? TokensOutput => _tokens;

    /// <summary>The file and its pooled output, for errors.</summary>
    public string PooledOutput => $"{_session.Path}: output '{_pooled}'";

    public TextFeatures Encode(TokenIds tokens, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        using TensorBuffer<long>? positions = _session.HasInput(PositionsName) ? Positions(tokens) : null;
        SessionInput[] inputs = new SessionInput[_session.Inputs.Count];
        for (int i = 0; i < inputs.Length; i++)
        {
            string name = _session.Inputs[i].Name;
            inputs[i] = new SessionInput(name, name switch
            {
                IdsName => tokens.Ids,
                MaskName => tokens.AttentionMask,
                TypesName => tokens.TypeIds,
                _ => positions!,
            });
        }

        using SessionOutputs outputs = _session.Run(inputs, _outputs, cancellationToken);
        return ToFeatures(outputs, tokens);
    }

    public void Dispose() => _session.Dispose();

    private TextFeatures ToFeatures(SessionOutputs outputs, TokenIds tokens)
    {
        TensorBuffer<float>? states = null, pooled = null;
        TensorBuffer<long>? mask = null;
        try
        {
            states = _tokens is null ? null : outputs.Take<float>(_tokens);
            mask = states is null ? null : Copy(tokens.AttentionMask);
            pooled = _pooling switch
            {
                TextPooling.Mean => MeanPooling.Masked(states!, mask!),
                TextPooling.FirstToken => FirstToken(states!),
                _ => outputs.Take<float>(_pooled!),
            };
            return new TextFeatures(tokens.BatchSize, states, mask, pooled);
        }
        catch
        {
            states?.Dispose();
            mask?.Dispose();
            pooled?.Dispose();
            throw;
        }
    }

    private static TensorBuffer<float> FirstToken(TensorBuffer<float> states)
    {
        int batch = (int)states.Shape[0], width = (int)states.Shape[2];
        TensorBuffer<float> result = TensorBuffer.Rent<float>(batch, width);
        for (int b = 0; b < batch; b++)
        {
            states.Row(b)[..width].CopyTo(result.Row(b));
        }

        return result;
    }

    // The caller keeps the ids; the features may outlive them.
    private static TensorBuffer<long> Copy(TensorBuffer<long> mask)
    {
        TensorBuffer<long> copy = TensorBuffer.Rent<long>(mask.Shape);
        mask.Span.CopyTo(copy.Span);
        return copy;
    }

    private static TensorBuffer<long> Positions(TokenIds tokens)
    {
        TensorBuffer<long> positions = TensorBuffer.Rent<long>(tokens.Ids.Shape);
        for (int b = 0; b < tokens.BatchSize; b++)
        {
            Span<long> row = positions.Row(b);
            for (int t = 0; t < row.Length; t++)
            {
                row[t] = t;
            }
        }

        return positions;
    }

    private static void CheckInputs(OnnxSession session)
    {
        TensorSpec? strange = session.Inputs.FirstOrDefault(i => i.Name is not (IdsName or MaskName or TypesName or PositionsName));
        if (strange is not null || !session.HasInput(IdsName))
        {
            throw new ModelFolderException(
                session.Path, $"a text encoder reads {IdsName} and possibly {MaskName}, {TypesName} and {PositionsName}; this file asks for {string.Join(", ", session.Inputs)}.");
        }
    }

    private static int? Width(TensorSpec? output) => output is not null && output.Dimensions[^1] > 0 ? (int)output.Dimensions[^1] : null;
}
