namespace Vlm.Training;

/// <summary>A picture of which a cache has no features, and why.</summary>
public sealed class LeftOutPicture
{
    internal LeftOutPicture(int index, string picture, string reason)
    {
        Index = index;
        Picture = picture;
        Reason = reason;
    }

    /// <summary>Its place in <see cref="FeatureCache.Pictures"/>.</summary>
    public int Index { get; }

    /// <summary>Its name.</summary>
    public string Picture { get; }

    /// <summary>What the decoder or processor said, at most 256 bytes of it.</summary>
    public string Reason { get; }

    /// <summary>For example <c>dogs/7.jpg: the file ends early.</c></summary>
    public override string ToString() => $"{Picture}: {Reason}";
}
