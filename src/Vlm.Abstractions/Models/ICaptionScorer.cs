namespace Vlm;

/// <summary>
/// Says how likely a given caption is for other pictures, token by token: what explanations of captions are made of. Found
/// through <see cref="IVisionLanguageModel.GetService"/> where a model's captioner can tell.
/// </summary>
/// <remarks>Members are thread-safe.</remarks>
public interface ICaptionScorer
{
    /// <summary>The text that each id adds to a caption; empty for ids without text, such as the end token.</summary>
    /// <param name="ids">The ids of a <see cref="Caption"/>.</param>
    IReadOnlyList<string> PiecesOf(IReadOnlyList<int> ids);

    /// <summary>Reads the caption as if the model had written it.</summary>
    /// <param name="images">The pictures.</param>
    /// <param name="ids">The ids of a <see cref="Caption"/>; one or more.</param>
    /// <param name="cancellationToken">Works within 100 ms or one decode step.</param>
    /// <returns>Per picture, the natural log-probability of each id after those before it.</returns>
    /// <exception cref="ImageDecodeException">A picture cannot be decoded.</exception>
    /// <exception cref="InvalidInputException">There are no ids, more than the model has positions, or one that it does not know.</exception>
    Task<IReadOnlyList<IReadOnlyList<float>>> ScoreCaptionAsync(IReadOnlyList<ImageInput> images, IReadOnlyList<int> ids, CancellationToken cancellationToken = default);
}
