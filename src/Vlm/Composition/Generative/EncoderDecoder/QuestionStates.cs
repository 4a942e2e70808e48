using Vlm.Generation;
using Vlm.Onnx;

namespace Vlm.Composition.Generative.EncoderDecoder;

/// <summary>
/// The decoder looks at the states of a question that has looked at the picture. Padding of shorter questions is looked at
/// too, as in transformers; alone, or among questions of its length, a question has none.
/// </summary>
internal sealed class QuestionStates : IStatesEncoder
{
    private const string IdsName = "input_ids", MaskName = "attention_mask", PicturesName = "encoder_hidden_states", PicturesMaskName = "encoder_attention_mask";

    private readonly OnnxSession _session;
    private readonly string[] _output;
    private readonly int _padId;

    /// <summary>Takes ownership of the session.</summary>
    /// <param name="session">Reads ids [B,L], their mask and the picture's rows [B,N,D]; gives states [B,L,D].</param>
    /// <param name="padId">Stands behind shorter questions.</param>
    /// <exception cref="ModelFolderException">The file reads something else or gives no states.</exception>
    public QuestionStates(OnnxSession session, int padId)
    {
        string[] unknown = [.. session.Inputs.Select(input => input.Name).Except([IdsName, MaskName, PicturesName, PicturesMaskName])];
        TensorSpec? states = SessionOutput.OfRank(session, [3], ["last_hidden_state"]);
        if (unknown.Length > 0 || states is null || !session.HasInput(IdsName) || !session.HasInput(PicturesName))
        {
            throw new ModelFolderException(
                session.Path, $"the encoder of questions reads {IdsName}, {MaskName}, {PicturesName} and {PicturesMaskName}, and gives states [B,L,D]; this file reads {string.Join(", ", session.Inputs)} and gives {string.Join(", ", session.Outputs)}."
                + (unknown.Length > 0 ? $" Nothing feeds {string.Join(", ", unknown)}." : ""));
        }

        _session = session;
        _output = [states.Name];
        _padId = padId;
    }

    public bool MasksPadding => false;

    public EncoderStates Encode(ImageFeatures pictures, IReadOnlyList<int[]> ids, CancellationToken cancellationToken)
    {
        using PaddedIds padded = new(ids, _padId);
        using EncoderStates rows = EncoderStates.Of(pictures.Rows!, pictures.Counts);
        using TensorBuffer<long> seen = TensorBuffer.Rent<long>(rows.Tensor.Shape[..2]);
        seen.Span.Fill(1);
        SessionInput[] inputs =
        [
            .. new SessionInput[] { new(IdsName, padded.Ids), new(MaskName, padded.Mask), new(PicturesName, rows.Tensor), new(PicturesMaskName, seen) }
                .Where(input => _session.HasInput(input.Name)),
        ];
        return new EncoderStates(_session.RunOne<float>(inputs, _output, cancellationToken));
    }

    public void Dispose() => _session.Dispose();
}
