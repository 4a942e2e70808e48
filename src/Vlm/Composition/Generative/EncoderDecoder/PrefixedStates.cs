using Vlm.Generation;
using Vlm.Onnx;

namespace Vlm.Composition.Generative.EncoderDecoder;

/// <summary>An encoder reads the picture's rows and behind them the embedded words of the prompt; the decoder looks at its states.</summary>
internal sealed class PrefixedStates : IStatesEncoder
{
    private const string EmbeddingsName = "inputs_embeds", MaskName = "attention_mask";

    private readonly OnnxSession _session;
    private readonly TokenEmbedding _embedding;
    private readonly string[] _output;
    private readonly int _padId;
    private readonly int? _positions;

    /// <summary>Takes ownership of the session; the embedding stays with its owner.</summary>
    /// <param name="session">Reads rows [B,N,D] with their mask; gives states [B,N,D].</param>
    /// <param name="embedding">Embeds the words.</param>
    /// <param name="padId">Stands behind shorter prompts.</param>
    /// <param name="positions">How many rows the encoder reads at most; null where nothing limits them.</param>
    /// <exception cref="ModelFolderException">The file reads something else or gives no states.</exception>
    public PrefixedStates(OnnxSession session, TokenEmbedding embedding, int padId, int? positions = null)
    {
        TensorSpec? states = SessionOutput.OfRank(session, [3], ["last_hidden_state"]);
        string[] unknown = [.. session.Inputs.Select(input => input.Name).Except([EmbeddingsName, MaskName])];
        if (unknown.Length > 0 || states is null || !session.HasInput(EmbeddingsName))
        {
            throw new ModelFolderException(
                session.Path, $"the encoder reads {EmbeddingsName} [B,N,D] and {MaskName} [B,N], and gives states [B,N,D]; this file reads {string.Join(", ", session.Inputs)} and gives {string.Join(", ", session.Outputs)}."
                + (unknown.Length > 0 ? $" Nothing feeds {string.Join(", ", unknown)}." : ""));
        }

        _session = session;
        _embedding = embedding;
        _output = [states.Name];
        _padId = padId;
        _positions = positions;
    }

    public bool MasksPadding => _session.HasInput(MaskName);

    public EncoderStates Encode(ImageFeatures pictures, IReadOnlyList<int[]> ids, CancellationToken cancellationToken)
    {
        using EncoderStates rows = EncoderStates.Of(pictures.Rows!, pictures.Counts);
        int before = (int)rows.Tensor.Shape[1];
        if (rows.Tensor.Shape[2] != _embedding.Width || rows.Lengths is not null)
        {
            throw new TensorShapeException(
                $"{_session.Path}: input '{EmbeddingsName}'", $"as many picture rows of width {_embedding.Width} for each picture", rows.Tensor.ToString(), "Use the vision encoder and the embed_tokens session of one model.");
        }

        if (before + ids.Max(row => row.Length) is var longest && longest > _positions)
        {
            throw new InvalidInputException($"The picture's {before} rows and the prompt's {longest - before} ids are more than the {_positions} positions of this model. Ask in fewer words.");
        }

        using PaddedIds padded = new(ids, _padId, before);
        using TensorBuffer<float> words = _embedding.Embed(padded.Ids, cancellationToken);
        using TensorBuffer<float> all = TensorBuffer.Rent<float>(ids.Count, before + words.Shape[1], _embedding.Width);
        for (int row = 0; row < ids.Count; row++)
        {
            rows.Tensor.Row(row).CopyTo(all.Row(row));
            words.Row(row).CopyTo(all.Row(row)[rows.Tensor.RowLength..]);
        }

        SessionInput[] inputs = [.. new SessionInput[] { new(EmbeddingsName, all), new(MaskName, padded.Mask) }.Where(input => _session.HasInput(input.Name))];
        return new EncoderStates(_session.RunOne<float>(inputs, _output, cancellationToken), [.. ids.Select(row => before + row.Length)]);
    }

    public void Dispose() => _session.Dispose();
}
