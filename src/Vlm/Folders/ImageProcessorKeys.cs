using System.Text.Json;

namespace Vlm.Folders;

/// <summary>Which keys of preprocessor_config.json are understood. An unknown one could change the pixels, so it is refused.</summary>
internal static class ImageProcessorKeys
{
    private static readonly HashSet<string> Used =
    [
        "image_processor_type", "feature_extractor_type", "do_resize", "size", "default_to_square", "resample", "do_center_crop", "crop_size",
        "do_rescale", "rescale_factor", "rescale_offset", "do_normalize", "image_mean", "image_std", "include_top",
    ];

    // They name things for Python, or speak of transparency, which the decoder settles before.
    private static readonly HashSet<string> WithoutEffect =
    [
        "auto_map", "processor_class", "_processor_class", "_valid_processor_keys", "model_input_names", "use_fast", "do_convert_rgb", "image_seq_length",
        "return_tensors", "input_data_format", "device", "disable_grouping", "size_divisor",
    ];

    // Steps that are not taken: the keys may stand there as long as they switch nothing on.
    private static readonly HashSet<string> Off =
    [
        "do_pad", "do_reduce_labels", "do_flip_channel_order", "do_align_long_axis", "do_thumbnail", "do_crop_margin", "do_image_splitting",
        "do_pan_and_scan", "do_grayscale", "crop_to_patches",
    ];

    // BLIP's class has the switch and never reads it.
    private static readonly HashSet<(string ClassName, string Key)> Unread = [("BlipImageProcessor", "do_pad")];

    public static void Check(JsonFile file, string className)
    {
        foreach (JsonProperty entry in file.Root.EnumerateObject())
        {
            bool silent = entry.Value.ValueKind is JsonValueKind.Null;
            if (silent || Used.Contains(entry.Name) || WithoutEffect.Contains(entry.Name) || Unread.Contains((className, entry.Name)))
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
                    entry.Name, $"this key is not known for {className}, and it may change the pixels. Known: {string.Join(", ", Used.Order(StringComparer.Ordinal))}.");
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
