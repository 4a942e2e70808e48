using System.Text.Json;

namespace Vlm.Folders;

/// <summary>What preprocessor_config.json says; null where it is silent and the class's own default holds.</summary>
internal sealed record ImageProcessorConfig
{
    public const string FileName = "preprocessor_config.json";

    public required string Path { get; init; }

    /// <summary>The class without the endings that only name an implementation: CLIPImageProcessor for CLIPImageProcessorFast or CLIPFeatureExtractor.</summary>
    public required string ClassName { get; init; }

    public bool? DoResize { get; init; }

    public ImageSize? Size { get; init; }

    public bool? DefaultToSquare { get; init; }

    public int? Resample { get; init; }

    public bool? DoCenterCrop { get; init; }

    public ImageSize? CropSize { get; init; }

    public bool? DoRescale { get; init; }

    public double? RescaleFactor { get; init; }

    public bool? RescaleOffset { get; init; }

    public bool? DoNormalize { get; init; }

    public float[]? Mean { get; init; }

    public float[]? StandardDeviation { get; init; }

    public bool? IncludeTop { get; init; }

    public static ImageProcessorConfig Read(string path)
    {
        JsonFile file = JsonFile.Read(path);
        if (file.Root.ValueKind != JsonValueKind.Object)
        {
            throw new ModelFolderException(path, $"expected a JSON object, found {file.Root.ValueKind}.");
        }

        string className = file.String("image_processor_type") ?? file.String("feature_extractor_type")
            ?? throw file.Wrong("image_processor_type", "the key is missing; expected the name of an image processor, such as CLIPImageProcessor.");
        return new ImageProcessorConfig
        {
            Path = path,
            ClassName = PlainName(className),
            DoResize = file.Bool("do_resize"),
            Size = ReadSize(file, "size"),
            DefaultToSquare = file.Bool("default_to_square"),
            Resample = ReadResample(file),
            DoCenterCrop = file.Bool("do_center_crop"),
            CropSize = ReadSize(file, "crop_size"),
            DoRescale = file.Bool("do_rescale"),
            RescaleFactor = file.Double("rescale_factor"),
            RescaleOffset = file.Bool("rescale_offset"),
            DoNormalize = file.Bool("do_normalize"),
            Mean = ReadChannels(file, "image_mean"),
            StandardDeviation = ReadChannels(file, "image_std"),
            IncludeTop = file.Bool("include_top"),
        }.Checked(file);
    }

    public ModelFolderException Wrong(string key, string detail) => new(Path, detail, key);

    private ImageProcessorConfig Checked(JsonFile file)
    {
        ImageProcessorKeys.Check(file, ClassName);
        return StandardDeviation?.Contains(0) == true ? throw Wrong("image_std", "a standard deviation of 0 cannot be divided by.") : this;
    }

    private static string PlainName(string name)
    {
        foreach (string ending in (string[])["Fast", "Pil"])
        {
            name = name.EndsWith(ending, StringComparison.Ordinal) ? name[..^ending.Length] : name;
        }

        const string Old = "FeatureExtractor";
        return name.EndsWith(Old, StringComparison.Ordinal) ? name[..^Old.Length] + "ImageProcessor" : name;
    }

    private static int? ReadResample(JsonFile file) => file.Int("resample") switch
    {
        null => null,
        int code and >= 0 and <= 5 => code,
        int code => throw file.Wrong("resample", $"expected a Pillow filter from 0 (nearest) to 5 (Hamming), found {code}."),
    };

    private static ImageSize? ReadSize(JsonFile file, string key)
    {
        if (file.Find(key) is not { } value)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Number)
        {
            return new ImageSize { Number = Side(file, key) };
        }

        if (value.ValueKind != JsonValueKind.Object)
        {
            throw file.Unexpected(key, "a number, or an object with height and width or shortest_edge", value);
        }

        foreach (JsonProperty entry in value.EnumerateObject())
        {
            if (entry.Value.ValueKind != JsonValueKind.Null && entry.Name is not ("height" or "width" or "shortest_edge"))
            {
                throw file.Wrong($"{key}.{entry.Name}", "this key is not known here; height, width and shortest_edge are.");
            }
        }

        ImageSize size = new() { Height = Side(file, $"{key}.height"), Width = Side(file, $"{key}.width"), ShortestEdge = Side(file, $"{key}.shortest_edge") };
        bool sides = size is { Height: not null, Width: not null, ShortestEdge: null };
        bool shortest = size is { Height: null, Width: null, ShortestEdge: not null };
        return sides || shortest ? size : throw file.Unexpected(key, "height and width, or shortest_edge", value);
    }

    private static int? Side(JsonFile file, string key)
    {
        const int Largest = 32_768;
        return file.Int(key) is not { } side ? null
            : side is >= 1 and <= Largest ? side
            : throw file.Wrong(key, $"expected a number of pixels from 1 to {Largest}, found {side}.");
    }

    private static float[]? ReadChannels(JsonFile file, string key)
    {
        if (file.Find(key) is not { } value)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Number)
        {
            float same = (float)value.GetDouble();
            return [same, same, same];
        }

        bool three = value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 3
            && value.EnumerateArray().All(v => v.ValueKind == JsonValueKind.Number);
        return three ? [.. value.EnumerateArray().Select(v => (float)v.GetDouble())] : throw file.Unexpected(key, "three numbers (red, green, blue)", value);
    }
}
