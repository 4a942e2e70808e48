namespace Vlm.Folders;

/// <summary>
/// What a folder says of the way pictures and prompts are put together: processor_config.json, and where that is silent
/// preprocessor_config.json, which older folders use for both. Null where neither says anything.
/// </summary>
internal sealed class ProcessorConfig
{
    public const string FileName = "processor_config.json";

    private static readonly string[] FileNames = [FileName, ImageProcessorConfig.FileName];

    private readonly JsonFile[] _files;

    private ProcessorConfig(JsonFile[] files) => _files = files;

    /// <summary>Python's class, such as LlavaProcessor.</summary>
    public string? ClassName => Holding("processor_class")?.String("processor_class");

    /// <summary>How many rows of features one picture, or one tile of it, has in the prompt.</summary>
    public int? ImageSequenceLength => Count("image_seq_len") ?? Count("image_seq_length");

    public int? PatchSize => Count("patch_size");

    /// <summary>Rows of features besides the patches, such as that of the class token.</summary>
    public int? AdditionalImageTokens => Holding("num_additional_image_tokens")?.Int("num_additional_image_tokens");

    /// <summary>"default" leaves out the class token's row.</summary>
    public string? FeatureSelectStrategy => Holding("vision_feature_select_strategy")?.String("vision_feature_select_strategy");

    /// <summary>The token that stands for a picture in a prompt.</summary>
    public string? ImageToken => Holding("image_token")?.String("image_token");

    public static ProcessorConfig Read(ModelFolder folder) => new([.. FileNames.Select(folder.TryReadJson).OfType<JsonFile>()]);

    /// <summary>The file that has a key, for the keys that only one family knows; null where none has it.</summary>
    public JsonFile? Holding(string key) => Array.Find(_files, file => file.Find(key) is not null);

    private int? Count(string key) =>
        Holding(key) is not { } file ? null
        : file.Int(key) is { } value && value > 0 ? value
        : throw file.Unexpected(key, "a whole number from 1", file.Require(key));
}
