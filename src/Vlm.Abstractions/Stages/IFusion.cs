namespace Vlm;

/// <summary>
/// Joins the features of pictures and texts before a head: concatenation, cross-attention, or the user's own. A head
/// never knows which fusion fed it, so one of the same size can stand in another's place.
/// </summary>
/// <remarks>Implementations are thread-safe. The model that a fusion was given to disposes it.</remarks>
public interface IFusion : IDisposable
{
    /// <summary>What it needs of the image encoder.</summary>
    FeatureSizes ImageSizes { get; }

    /// <summary>What it needs of the text encoder.</summary>
    FeatureSizes TextSizes { get; }

    /// <summary>The widths of what it gives; <see cref="FeatureSizes.Pooled"/> is F.</summary>
    FeatureSizes OutputSizes { get; }

    /// <summary>Joins picture i with text i.</summary>
    /// <param name="images">B pictures; the caller keeps them.</param>
    /// <param name="texts">B texts; the caller keeps them.</param>
    /// <param name="cancellationToken">Stops a run that is under way.</param>
    /// <returns>The fused features; the caller disposes them.</returns>
    FusedFeatures Fuse(ImageFeatures images, TextFeatures texts, CancellationToken cancellationToken = default);
}
