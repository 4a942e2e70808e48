namespace Vlm;

/// <summary>What becomes of a picture's transparency.</summary>
public enum AlphaHandling
{
    /// <summary>It is dropped and the colours under it appear, as Pillow's <c>convert("RGB")</c> and transformers' <c>load_image</c> do.</summary>
    Drop,

    /// <summary>The picture is laid on white, as the processors of transformers 5 do with a picture object.</summary>
    White,

    /// <summary>
    /// It is kept (<see cref="RgbImage.HasAlpha"/>) for the image processor, which lays the picture on white when its
    /// <see cref="ProcessorRules"/> say so. The same as <see cref="White"/> but for Idefics3 and SmolVLM under the rules of version 4.
    /// </summary>
    Keep,
}
