namespace Vlm;

/// <summary>
/// Scores a closed list of labels. Over <see cref="FusedFeatures"/> it answers questions; over <see cref="ImageFeatures"/>
/// or <see cref="TextFeatures"/> it is one half of a late fusion.
/// </summary>
/// <typeparam name="TFeatures">What it reads.</typeparam>
/// <remarks>Implementations are thread-safe. The model that a head was given to disposes it.</remarks>
public interface IClassificationHead<in TFeatures> : IDisposable
{
    /// <summary>What it needs of the stage before.</summary>
    FeatureSizes InputSizes { get; }

    /// <summary>The labels, in the order of the scores.</summary>
    IReadOnlyList<string> Labels { get; }

    /// <summary>Scores a batch.</summary>
    /// <param name="features">B rows; the caller keeps them.</param>
    /// <param name="cancellationToken">Stops a run that is under way.</param>
    /// <returns>Logits or log-probabilities, [B,K]: a softmax over K gives the probabilities. The caller disposes them.</returns>
    TensorBuffer<float> Score(TFeatures features, CancellationToken cancellationToken = default);
}
