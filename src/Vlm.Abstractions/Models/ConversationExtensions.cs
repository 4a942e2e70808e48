namespace Vlm;

/// <summary>Conversations over <see cref="IVisionLanguageModel"/>.</summary>
public static class ConversationExtensions
{
    /// <summary>Begins a conversation.</summary>
    /// <param name="model">A model of a chat family.</param>
    /// <param name="images">The pictures that it is about; may be none.</param>
    /// <returns>The conversation; the caller disposes it, before the model.</returns>
    /// <exception cref="NotSupportedException">The model holds no conversations.</exception>
    public static IVisionConversation StartConversation(this IVisionLanguageModel model, params IReadOnlyList<ImageInput> images) => StartConversation(model, images, null);

    /// <summary>Begins a conversation.</summary>
    /// <param name="model">A model of a chat family.</param>
    /// <param name="images">The pictures that it is about; may be none.</param>
    /// <param name="options">Null for the defaults.</param>
    /// <returns>The conversation; the caller disposes it, before the model.</returns>
    /// <exception cref="NotSupportedException">The model holds no conversations.</exception>
    public static IVisionConversation StartConversation(this IVisionLanguageModel model, IReadOnlyList<ImageInput> images, ConversationOptions? options)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(images);
        IConversationalModel chat = model.GetService<IConversationalModel>() ?? throw new NotSupportedException(
            $"{model.Info.Name} is not a model that holds conversations; it can {model.Info.Capabilities}. Load a folder of a chat family, such as SmolVLM or Qwen2-VL.");
        return chat.StartConversation(images, options);
    }
}
