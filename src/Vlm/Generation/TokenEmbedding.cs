using Vlm.Onnx;

namespace Vlm.Generation;

/// <summary>The embedding of tokens as a file of its own (embed_tokens): ids to the rows that a decoder or an encoder reads in their place.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class TokenEmbedding : IDisposable
{
    private const string PreferredOutput = "inputs_embeds";

    private readonly OnnxSession _session;
    private readonly string _idsName;
    private readonly string[] _output;

    /// <summary>Takes ownership of the session.</summary>
    /// <param name="session">Reads ids [B,T]; gives rows [B,T,D].</param>
    /// <exception cref="ModelFolderException">The file reads or gives something else.</exception>
    public TokenEmbedding(OnnxSession session)
    {
        TensorSpec? rows = SessionOutput.OfRank(session, [3], [PreferredOutput]);
        if (session.Inputs is not [{ Dimensions.Count: 2, ElementType: TensorElementType.Int64 or TensorElementType.Int32 } ids] || rows is null || rows.Dimensions[2] <= 0)
        {
            throw new ModelFolderException(
                session.Path, $"an embedding of tokens reads ids [B,T] and gives rows [B,T,D] of a fixed width; this file reads {string.Join(", ", session.Inputs)} and gives {string.Join(", ", session.Outputs)}.");
        }

        _session = session;
        _idsName = ids.Name;
        _output = [rows.Name];
        Width = (int)rows.Dimensions[2];
    }

    /// <summary>The width D of a row.</summary>
    public int Width { get; }

    /// <summary>The file, for messages.</summary>
    public string Path => _session.Path;

    /// <summary>Embeds ids.</summary>
    /// <param name="ids">[B,T].</param>
    /// <param name="cancellationToken">Stops the run.</param>
    /// <returns>[B,T,D]; the caller may write into it and disposes it.</returns>
    public TensorBuffer<float> Embed(TensorBuffer<long> ids, CancellationToken cancellationToken)
    {
        SessionInput input = new(_idsName, ids);
        return _session.RunOne<float>(new ReadOnlySpan<SessionInput>(in input), _output, cancellationToken);
    }

    public void Dispose() => _session.Dispose();
}
