namespace Vlm.Encoders;

/// <summary>What is wanted of an image encoder. ONNX Runtime leaves out the work that only unwanted outputs need.</summary>
[Flags]
internal enum ImageParts
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary><see cref="ImageFeatures.Rows"/>.</summary>
    Rows = 1,

    /// <summary><see cref="ImageFeatures.Pooled"/>.</summary>
    Pooled = 2,

    /// <summary><see cref="ImageFeatures.Extras"/>.</summary>
    Extras = 4,

    /// <summary>All that the encoder gives.</summary>
    All = Rows | Pooled | Extras,
}
