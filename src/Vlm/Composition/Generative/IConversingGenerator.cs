using Vlm.Composition.Generative.DecoderOnly;

namespace Vlm.Composition.Generative;

/// <summary>A generator that can hold conversations.</summary>
internal interface IConversingGenerator
{
    /// <summary>Whether its family's form has a place for them.</summary>
    bool Converses { get; }

    /// <summary>Begins one; the caller disposes it.</summary>
    ConversationTurns Converse(IReadOnlyList<ImageInput> images, ConversationOptions? options);
}
