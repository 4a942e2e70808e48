using Vlm.Folders;

namespace Vlm.Preprocessing.Recipes;

/// <summary>What an image processor class of transformers does where its file is silent.</summary>
internal sealed record ProcessorDefaults
{
    private static readonly float[] Half = [0.5f, 0.5f, 0.5f];
    private static readonly float[] ClipMean = [0.48145466f, 0.4578275f, 0.40821073f];
    private static readonly float[] ClipDeviation = [0.26862954f, 0.26130258f, 0.27577711f];
    private static readonly float[] ImageNetMean = [0.485f, 0.456f, 0.406f];
    private static readonly float[] ImageNetDeviation = [0.229f, 0.224f, 0.225f];

    public required ImageSize Size { get; init; }

    public ResizeFilter Filter { get; init; } = ResizeFilter.Bicubic;

    public bool DoCenterCrop { get; init; }

    public int CropSide { get; init; } = 224;

    public bool DoNormalize { get; init; } = true;

    public float[] Mean { get; init; } = Half;

    public float[] StandardDeviation { get; init; } = Half;

    public bool IncludeTop { get; init; }

    /// <summary>The processors that began as CLIP's.</summary>
    public static ProcessorDefaults Clip(ImageSize size) => new() { Size = size, Mean = ClipMean, StandardDeviation = ClipDeviation };

    /// <summary>Mean and deviation of ImageNet.</summary>
    public static ProcessorDefaults ImageNet(ImageSize size) =>
        new() { Size = size, Filter = ResizeFilter.Bilinear, Mean = ImageNetMean, StandardDeviation = ImageNetDeviation };

    /// <summary>Mean and deviation one half.</summary>
    public static ProcessorDefaults Standard(ImageSize size, ResizeFilter filter = ResizeFilter.Bilinear) => new() { Size = size, Filter = filter };
}
