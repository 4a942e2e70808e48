namespace Vlm.Encoders;

/// <summary>An image encoder that can leave out what nobody reads.</summary>
internal interface IPartialImageEncoder : IImageEncoder
{
    /// <summary>Its own classes, where they are linear in the mean of its rows; otherwise null.</summary>
    ILinearImageClassifier? LinearClassifier { get; }

    /// <summary>Encodes a batch; parts that are not wanted, or not there, are absent from the features.</summary>
    ImageFeatures Encode(PixelValues pixels, ImageParts parts, CancellationToken cancellationToken);
}
