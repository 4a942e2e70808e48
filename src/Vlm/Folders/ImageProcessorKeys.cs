using System.Text.Json;

namespace Vlm.Folders;

/// <summary>Which keys of preprocessor_config.json are understood. An unknown one could change the pixels, so it is refused.</summary>
internal static class ImageProcessorKeys
{
    // They name things for Python, or speak of transparency, which is settled apart.
    private static readonly HashSet<string> WithoutEffect =
    [
        "auto_map", "processor_class", "_processor_class", "_valid_processor_keys", "model_input_names", "use_fast", "do_convert_rgb", "image_seq_length",
        "return_tensors", "input_data_format", "device", "disable_grouping", "default_to_square",
    ];

    // Steps that a class does not take: the keys may stand there as long as they switch nothing on.
    private static readonly HashSet<string> Off =
    [
        "do_pad", "do_reduce_labels", "do_flip_channel_order", "do_align_long_axis", "do_thumbnail", "do_crop_margin", "do_image_splitting",
        "do_pan_and_scan", "do_grayscale", "crop_to_patches", "do_center_crop", "random_padding",
    ];

    public static void Check(JsonFile file, string className, IReadOnlySet<string> read, IReadOnlyCollection<string> withoutEffect)
    {
        foreach (JsonProperty entry in file.Root.EnumerateObject())
        {
            bool silent = entry.Value.ValueKind is JsonValueKind.Null;
            if (silent || read.Contains(entry.Name) || WithoutEffect.Contains(entry.Name) || withoutEffect.Contains(entry.Name))
            {
                continue;
            }

            if (entry.Name == "data_format")
            {
                CheckLayout(file, entry.Value);
            }
            else if (!Off.Contains(entry.Name))
            {
                throw file.Wrong(
                    entry.Name, $"this key is not known for {className}, and it may change the pixels. Known: {string.Join(", ", read.Order(StringComparer.Ordinal))}.");
            }
            else if (entry.Value.ValueKind != JsonValueKind.False)
            {
                throw file.Wrong(entry.Name, $"this step is not supported for {className}; only false is.");
            }
        }
    }

    private static void CheckLayout(JsonFile file, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String || value.GetString() is not ("channels_first" or "ChannelDimension.FIRST"))
        {
            throw file.Unexpected("data_format", "channels_first", value);
        }
    }
}
