namespace Vlm;

/// <summary>
/// Generation as it is: all texts that a search returns, with ids, scores and log-probabilities. Found through
/// <see cref="IVisionLanguageModel.GetService"/> on models that write text.
/// </summary>
/// <remarks>Members are thread-safe.</remarks>
public interface ITextGenerator
{
    /// <summary>Generates for a batch.</summary>
    /// <param name="prompts">The prompts; an empty text asks for a caption.</param>
    /// <param name="options">Null for the model's own.</param>
    /// <param name="cancellationToken">Works within 100 ms or one decode step.</param>
    /// <returns>Per prompt <see cref="GenerationOptions.NumReturnSequences"/> texts, best first; fewer where no more could be found.</returns>
    /// <exception cref="ImageDecodeException">A picture cannot be decoded; the error names the index.</exception>
    /// <exception cref="InvalidInputException">A prompt or an option cannot be taken by this model.</exception>
    /// <exception cref="GenerationException">The model gave no usable logits, or the rules left no token.</exception>
    /// <exception cref="JsonSchemaException">The schema asks for something that is not understood.</exception>
    Task<IReadOnlyList<IReadOnlyList<GeneratedSequence>>> GenerateAsync(
        IReadOnlyList<VisionPrompt> prompts, GenerationOptions? options = null, CancellationToken cancellationToken = default);
}
