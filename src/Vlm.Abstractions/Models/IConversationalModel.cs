namespace Vlm;

/// <summary>Holds conversations about pictures; a service of the models of chat families (<see cref="ModelCapabilities.Chat"/>).</summary>
/// <remarks>Thread-safe.</remarks>
public interface IConversationalModel
{
    /// <summary>Begins a conversation. Nothing is read before the first question.</summary>
    /// <param name="images">The pictures that the first question is about; may be none.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <returns>The conversation; the caller disposes it, before the model.</returns>
    IVisionConversation StartConversation(IReadOnlyList<ImageInput> images, ConversationOptions? options = null);
}
