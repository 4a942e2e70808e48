using Vlm.Generation;

namespace Vlm.Composition.Generative.EncoderDecoder;

/// <summary>Makes what the decoder looks at of the rows of pictures and the ids of prompts. Thread-safe.</summary>
internal interface IStatesEncoder : IDisposable
{
    /// <summary>Whether prompts of several lengths can pass together without changing each other's states.</summary>
    bool MasksPadding { get; }

    /// <summary>Whether the decoder looks at the picture's rows themselves.</summary>
    bool PassesRows => false;

    /// <summary>Encodes a batch.</summary>
    /// <param name="pictures">One picture a prompt; must live as long as the states.</param>
    /// <param name="ids">What the encoder reads of each prompt.</param>
    /// <param name="cancellationToken">Stops the run.</param>
    EncoderStates Encode(ImageFeatures pictures, IReadOnlyList<int[]> ids, CancellationToken cancellationToken);
}
