using System.Text.Json;
using System.Text.Json.Nodes;

namespace Vlm.Folders;

/// <summary>
/// What preprocessor_config.json says; null where it is silent and the class's own default holds. Every key that is asked for
/// is noted, so that a key that nobody read is found: it could change the pixels.
/// </summary>
internal sealed class ImageProcessorConfig
{
    public const string FileName = "preprocessor_config.json";
    private const string CombinedFileName = "processor_config.json";
    private const string Section = "image_processor";
    private const int LargestSide = 32_768;

    private readonly JsonFile _file;
    private readonly HashSet<string> _read = new(["image_processor_type", "feature_extractor_type"], StringComparer.Ordinal);

    private ImageProcessorConfig(JsonFile file, string className)
    {
        _file = file;
        ClassName = className;
    }

    /// <summary>The class without the endings that only name an implementation: CLIPImageProcessor for CLIPImageProcessorFast or CLIPFeatureExtractor.</summary>
    public string ClassName { get; }

    /// <summary>The file of a folder that describes the image processor: preprocessor_config.json, or else processor_config.json, which may hold it.</summary>
    public static string In(string folder)
    {
        string own = Path.Combine(folder, FileName);
        string combined = Path.Combine(folder, CombinedFileName);
        return !File.Exists(own) && File.Exists(combined) ? combined : own;
    }

    /// <param name="path">The file.</param>
    /// <param name="overrides">Keys that stand in place of the file's; null for none.</param>
    public static ImageProcessorConfig Read(string path, JsonObject? overrides = null)
    {
        JsonFile file = JsonFile.Read(path);
        if (file.Root.ValueKind != JsonValueKind.Object)
        {
            throw new ModelFolderException(path, $"expected a JSON object, found {file.Root.ValueKind}.");
        }

        if (file.Find(Section) is { } nested)
        {
            file = nested.ValueKind == JsonValueKind.Object ? file.Section(Section) : throw file.Unexpected(Section, "an object", nested);
        }

        if (overrides is { Count: > 0 })
        {
            JsonObject merged = JsonObject.Create(file.Root)!;
            foreach ((string key, JsonNode? value) in overrides)
            {
                merged[key] = value?.DeepClone();
            }

            file = JsonFile.Parse(path, JsonSerializer.SerializeToUtf8Bytes(merged));
        }

        string className = file.String("image_processor_type") ?? file.String("feature_extractor_type")
            ?? throw file.Wrong("image_processor_type", "the key is missing; expected the name of an image processor, such as CLIPImageProcessor.");
        return new ImageProcessorConfig(file, PlainName(className));
    }

    public ModelFolderException Wrong(string key, string detail) => _file.Wrong(key, detail);

    public bool? Flag(string key) => _file.Bool(Noted(key));

    /// <summary>A whole number within bounds.</summary>
    public int? Whole(string key, int least, int most) => _file.Int(Noted(key)) is not { } value ? null
        : value >= least && value <= most ? value
        : throw Wrong(key, $"expected a whole number from {least} to {most}, found {value}.");

    /// <summary>A finite number above zero.</summary>
    public double? Positive(string key) => _file.Double(Noted(key)) is not { } value ? null
        : value > 0 && double.IsFinite(value) ? value
        : throw Wrong(key, $"expected a number above 0, found {value}.");

    /// <summary>A number of pixels on one side.</summary>
    public int? Side(string key) => Whole(key, 1, LargestSide);

    /// <summary>Pillow's code of a filter.</summary>
    public int? Resample() => _file.Int(Noted("resample")) switch
    {
        null => null,
        int code and >= 0 and <= 5 => code,
        int code => throw Wrong("resample", $"expected a Pillow filter from 0 (nearest) to 5 (Hamming), found {code}."),
    };

    /// <summary>Three numbers, or one for all channels.</summary>
    public float[]? Channels(string key)
    {
        if (_file.Find(Noted(key)) is not { } value)
        {
            return null;
        }

        JsonElement[] numbers = value.ValueKind switch
        {
            JsonValueKind.Number => [value, value, value],
            JsonValueKind.Array => [.. value.EnumerateArray()],
            _ => [],
        };
        float[] channels = [.. numbers.Where(n => n.ValueKind == JsonValueKind.Number).Select(n => (float)n.GetDouble()).Where(float.IsFinite)];
        return channels.Length == 3 && numbers.Length == 3 ? channels : throw _file.Unexpected(key, "three numbers (red, green, blue)", value);
    }

    public ImageSize? Size(string key)
    {
        if (_file.Find(Noted(key)) is not { } value)
        {
            return null;
        }

        switch (value.ValueKind)
        {
            case JsonValueKind.Number:
                return new ImageSize { Number = Side(key) };
            case JsonValueKind.Array:
                // A list is [width, height], as Donut's old files have it.
                (int width, int height) = Pair(key, value);
                return new ImageSize { Height = height, Width = width };
            case JsonValueKind.Object:
                OnlyKeys(key, "height", "width", "shortest_edge", "longest_edge");
                break;
            default:
                throw _file.Unexpected(key, "a number, or an object with height and width or shortest_edge", value);
        }

        ImageSize size = new()
        {
            Height = Side($"{key}.height"),
            Width = Side($"{key}.width"),
            ShortestEdge = Side($"{key}.shortest_edge"),
            LongestEdge = Side($"{key}.longest_edge"),
        };
        bool edges = size.ShortestEdge is not null || size.LongestEdge is not null;
        bool sides = size.Height is not null && size.Width is not null;
        return sides != edges && (size.Height is null) == (size.Width is null) ? size : throw _file.Unexpected(key, "height and width, or edges", value);
    }

    /// <summary>A list of pairs of sides.</summary>
    public IReadOnlyList<(int First, int Second)>? Pairs(string key, int most)
    {
        if (_file.Find(Noted(key)) is not { } value)
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.Array && value.GetArrayLength() is var count && count >= 1 && count <= most
            ? [.. value.EnumerateArray().Select(pair => Pair(key, pair))]
            : throw _file.Unexpected(key, $"a list of 1 to {most} pairs", value);
    }

    /// <summary>Refuses members of an object that nobody asked for.</summary>
    public void OnlyKeys(string key, params string[] known)
    {
        if (_file.Find(Noted(key)) is not { ValueKind: JsonValueKind.Object } value)
        {
            return;
        }

        foreach (JsonProperty entry in value.EnumerateObject())
        {
            if (entry.Value.ValueKind != JsonValueKind.Null && !known.Contains(entry.Name))
            {
                throw Wrong($"{key}.{entry.Name}", $"this key is not known here; {string.Join(", ", known)} are.");
            }
        }
    }

    /// <summary>Refuses every key that was neither read nor is known to change nothing.</summary>
    public void CheckKeys(IReadOnlyCollection<string> withoutEffect) => ImageProcessorKeys.Check(_file, ClassName, _read, withoutEffect);

    private string Noted(string key)
    {
        _read.Add(key.Split('.')[0]);
        return key;
    }

    private (int First, int Second) Pair(string key, JsonElement value)
    {
        int[] sides = value.ValueKind != JsonValueKind.Array ? []
            : [.. value.EnumerateArray().Select(v => v.ValueKind == JsonValueKind.Number && v.TryGetInt32(out int side) && side is >= 1 and <= LargestSide ? side : 0)];
        return sides is [> 0, > 0] ? (sides[0], sides[1]) : throw _file.Unexpected(key, $"two whole numbers from 1 to {LargestSide}", value);
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
}
