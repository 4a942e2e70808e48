using Vlm.Folders;

namespace Vlm.Preprocessing;

/// <summary>What an image processor class of transformers does where its file is silent.</summary>
internal sealed record ProcessorDefaults
{
    private static readonly float[] Half = [0.5f, 0.5f, 0.5f];
    private static readonly float[] ClipMean = [0.48145466f, 0.4578275f, 0.40821073f];
    private static readonly float[] ClipDeviation = [0.26862954f, 0.26130258f, 0.27577711f];
    private static readonly float[] ImageNetMean = [0.485f, 0.456f, 0.406f];
    private static readonly float[] ImageNetDeviation = [0.229f, 0.224f, 0.225f];

    private static readonly ProcessorDefaults Clip = new()
    {
        Size = ImageSize.Shortest(224),
        Filter = ResizeFilter.Bicubic,
        DoCenterCrop = true,
        CropSide = 224,
        Mean = ClipMean,
        StandardDeviation = ClipDeviation,
    };

    private static readonly ProcessorDefaults Vit = new()
    {
        Size = ImageSize.Square(224),
        Filter = ResizeFilter.Bilinear,
        Mean = Half,
        StandardDeviation = Half,
    };

    private static readonly Dictionary<string, ProcessorDefaults> Classes = new(StringComparer.Ordinal)
    {
        ["CLIPImageProcessor"] = Clip,
        ["BitImageProcessor"] = Clip,
        ["ChineseCLIPImageProcessor"] = Clip,
        ["ViTImageProcessor"] = Vit,
        ["SiglipImageProcessor"] = Vit with { Filter = ResizeFilter.Bicubic },
        ["DeiTImageProcessor"] = new()
        {
            Size = ImageSize.Square(256),
            Filter = ResizeFilter.Bicubic,
            DoCenterCrop = true,
            CropSide = 224,
            Mean = Half,
            StandardDeviation = Half,
        },
        ["EfficientNetImageProcessor"] = new()
        {
            Size = ImageSize.Square(346),
            Filter = ResizeFilter.Nearest,
            CropSide = 289,
            Mean = Half,
            StandardDeviation = Half,
            IncludeTop = true,
        },
        ["BlipImageProcessor"] = new()
        {
            Size = ImageSize.Square(384),
            Filter = ResizeFilter.Bicubic,
            Mean = ClipMean,
            StandardDeviation = ClipDeviation,
        },
        ["OwlViTImageProcessor"] = new()
        {
            Size = ImageSize.Square(768),
            Filter = ResizeFilter.Bicubic,
            CropSide = 768,
            Mean = ClipMean,
            StandardDeviation = ClipDeviation,
        },
        ["RTDetrImageProcessor"] = new()
        {
            Size = ImageSize.Square(640),
            Filter = ResizeFilter.Bilinear,
            DoNormalize = false,
            Mean = ImageNetMean,
            StandardDeviation = ImageNetDeviation,
        },
    };

    public required ImageSize Size { get; init; }

    public required ResizeFilter Filter { get; init; }

    public bool DoCenterCrop { get; init; }

    public int CropSide { get; init; } = 224;

    public bool DoNormalize { get; init; } = true;

    public required float[] Mean { get; init; }

    public required float[] StandardDeviation { get; init; }

    public bool IncludeTop { get; init; }

    public static ProcessorDefaults Of(ImageProcessorConfig config) => Classes.TryGetValue(config.ClassName, out ProcessorDefaults? found)
        ? found
        : throw config.Wrong(
            "image_processor_type", $"the image processor {config.ClassName} is not known. Known: {string.Join(", ", Classes.Keys.Order(StringComparer.Ordinal))}, each also with the ending Fast.");
}
