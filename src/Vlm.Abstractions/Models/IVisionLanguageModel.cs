namespace Vlm;

/// <summary>
/// A vision-language model: captions, answers, embeddings and scores through one small contract. Lists are batches; the
/// calls for one item and for long inputs are extension methods (<see cref="VisionLanguageModelExtensions"/>).
/// </summary>
/// <remarks>
/// All members are thread-safe. Disposing while a call runs lets that call finish; calls after it fail with
/// <see cref="ObjectDisposedException"/>. The same input, options and seed give the same result, whatever the number of
/// threads. What <see cref="Info"/> does not list among its capabilities fails with <see cref="NotSupportedException"/>. An error about one item
/// of a batch is a <see cref="VlmException"/> whose <see cref="VlmException.Index"/> names it.
/// </remarks>
public interface IVisionLanguageModel : IDisposable
{
    /// <summary>Name, capabilities, sizes, licence and source.</summary>
    ModelInfo Info { get; }

    /// <summary>Describes each picture in words.</summary>
    /// <param name="images">The pictures.</param>
    /// <param name="options">Null, and null members, mean the model's own defaults.</param>
    /// <param name="cancellationToken">Works within 100 ms or one decode step.</param>
    /// <returns>One caption a picture, in order.</returns>
    /// <exception cref="ImageDecodeException">A picture cannot be decoded.</exception>
    Task<IReadOnlyList<Caption>> CaptionAsync(IReadOnlyList<ImageInput> images, GenerationOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Answers a question about each prompt's pictures.</summary>
    /// <param name="prompts">The pictures with their questions. A picture that several prompts share (the same <see cref="ImageInput"/>) is encoded once.</param>
    /// <param name="options">Null, and null members, mean the model's own defaults.</param>
    /// <param name="cancellationToken">Works within 100 ms or one decode step.</param>
    /// <returns>One answer a prompt, in order.</returns>
    /// <exception cref="ImageDecodeException">A picture cannot be decoded.</exception>
    /// <exception cref="InvalidInputException">A question is empty or above 1 MiB.</exception>
    Task<IReadOnlyList<Answer>> AnswerAsync(IReadOnlyList<VisionPrompt> prompts, AnswerOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Puts pictures into the joint space.</summary>
    /// <param name="images">The pictures.</param>
    /// <param name="options">Null, and null members, mean the model's own defaults.</param>
    /// <param name="cancellationToken">Works within 100 ms.</param>
    /// <returns>One embedding a picture, in order, L2-normalised unless the options say otherwise.</returns>
    /// <exception cref="ImageDecodeException">A picture cannot be decoded.</exception>
    Task<IReadOnlyList<Embedding>> EmbedImagesAsync(IReadOnlyList<ImageInput> images, EmbeddingOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Puts texts into the joint space.</summary>
    /// <param name="texts">The texts; an empty one is embedded like any other.</param>
    /// <param name="options">Null, and null members, mean the model's own defaults.</param>
    /// <param name="cancellationToken">Works within 100 ms.</param>
    /// <returns>One embedding a text, in order, L2-normalised unless the options say otherwise.</returns>
    /// <exception cref="InvalidInputException">A text is above 1 MiB.</exception>
    Task<IReadOnlyList<Embedding>> EmbedTextsAsync(IReadOnlyList<string> texts, EmbeddingOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Scores every picture against every text.</summary>
    /// <param name="images">The pictures.</param>
    /// <param name="texts">The texts.</param>
    /// <param name="options">Null, and null members, mean the model's own defaults.</param>
    /// <param name="cancellationToken">Works within 100 ms.</param>
    /// <returns>Per picture, one score a text, in order.</returns>
    Task<IReadOnlyList<IReadOnlyList<ImageTextScore>>> ScoreAsync(
        IReadOnlyList<ImageInput> images, IReadOnlyList<string> texts, EmbeddingOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Writes text about a prompt's pictures, piece by piece. With an empty text it streams the caption.</summary>
    /// <param name="prompt">The pictures and the text.</param>
    /// <param name="options">Null, and null members, mean the model's own defaults.</param>
    /// <param name="cancellationToken">Checked at every token.</param>
    /// <returns>The pieces; the last one carries the reason why the text ended.</returns>
    IAsyncEnumerable<TextUpdate> StreamAsync(VisionPrompt prompt, GenerationOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>What only some models can do, such as <see cref="IImageClassifier"/>; also the stages of a composed model.</summary>
    /// <param name="serviceType">The type asked for.</param>
    /// <param name="serviceKey">Null, or a key where a model has several of a kind.</param>
    /// <returns>The service, which lives as long as the model; null where there is none.</returns>
    object? GetService(Type serviceType, object? serviceKey = null);
}
