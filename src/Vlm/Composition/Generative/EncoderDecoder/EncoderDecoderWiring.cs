using Vlm.Generation;
using Vlm.Onnx;

namespace Vlm.Composition.Generative.EncoderDecoder;

/// <summary>What a family with an encoder beside its decoder says of itself: the names of its sessions, and how it is asked.</summary>
internal sealed record EncoderDecoderWiring
{
    /// <summary>The session that reads pixels.</summary>
    public required string Vision { get; init; }

    /// <summary>The session that writes.</summary>
    public required string Decoder { get; init; }

    /// <summary>The sessions that write where there is none of the first name: the first step, then the steps with a cache; empty where the family has no such pair.</summary>
    public IReadOnlyList<string> SplitDecoder { get; init; } = [];

    /// <summary>The session that embeds tokens; null where the decoder reads ids.</summary>
    public string? Embedding { get; init; }

    /// <summary>The session between the picture's rows and the decoder; null where there is none.</summary>
    public string? Encoder { get; init; }

    /// <summary>Makes the stage of <see cref="Encoder"/>, which takes the session over.</summary>
    public Func<OnnxSession, TokenEmbedding?, IStatesEncoder>? States { get; init; }

    /// <summary>What the folder says of generation.</summary>
    public required GenerationDefaults Defaults { get; init; }

    /// <summary>How the family is asked and read.</summary>
    public required Func<ITokenizer, IEncoderDecoderForm> Form { get; init; }
}
