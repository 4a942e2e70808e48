namespace Vlm;

/// <summary>
/// A conversation about pictures. It owns what the model has read so far (the key-value cache and the encoded pictures), so that
/// a question costs its own words and not those before it.
/// </summary>
/// <remarks>
/// Thread-safe; questions are answered one after the other. A question whose answer fails, is cancelled or is not read to its end
/// is not part of the conversation. Dispose it before the model; questions after that fail with <see cref="ObjectDisposedException"/>.
/// </remarks>
public interface IVisionConversation : IDisposable
{
    /// <summary>What was said so far, the system's words and the last answer included.</summary>
    IReadOnlyList<ChatMessage> Messages { get; }

    /// <summary>Asks, and waits for the whole answer.</summary>
    /// <param name="text">The question or instruction.</param>
    /// <param name="images">Pictures that come with it, in front of its text; null for none.</param>
    /// <param name="options">Null for those of the conversation.</param>
    /// <param name="cancellationToken">Works within 100 ms or one decode step.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="InvalidInputException">The text is empty, or the conversation has become longer than the model's positions.</exception>
    /// <exception cref="ImageDecodeException">A picture cannot be decoded.</exception>
    Task<Answer> AskAsync(string text, IReadOnlyList<ImageInput>? images = null, GenerationOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Asks, and gives the answer piece by piece. It becomes part of the conversation with its last piece.</summary>
    /// <param name="text">The question or instruction.</param>
    /// <param name="images">Pictures that come with it, in front of its text; null for none.</param>
    /// <param name="options">Null for those of the conversation.</param>
    /// <param name="cancellationToken">Checked at every token.</param>
    /// <returns>The pieces; the last one carries the reason why the text ended.</returns>
    IAsyncEnumerable<TextUpdate> StreamAsync(
        string text, IReadOnlyList<ImageInput>? images = null, GenerationOptions? options = null, CancellationToken cancellationToken = default);
}
