using System.Text.Json.Nodes;
using Vlm.Families;
using Vlm.Tests.Onnx;

namespace Vlm.Tests.Families;

/// <summary>A tiny model that was damaged, and the words without which the error would help nobody.</summary>
/// <param name="Name">What is wrong.</param>
/// <param name="Family">The model before.</param>
/// <param name="Damage">What is done to it.</param>
/// <param name="Error">The type of the error.</param>
/// <param name="Words">What its message says.</param>
internal sealed record BadFolder(string Name, string Family, Action<TinyCopy> Damage, Type Error, params string[] Words)
{
    private const string Config = "config.json", TextModel = "onnx/text_model.onnx", Decoder = "onnx/decoder_model_merged.onnx";

    public static IReadOnlyList<BadFolder> All { get; } =
    [
        Of<UnsupportedModelException>("unknown family", "llava", copy => copy.With(Config, json => json["model_type"] = "made_up"), ["made_up", .. KnownFamilies.All.Select(family => family.Name)]),
        Of<UnsupportedModelException>("no family", "clip", copy => copy.With(Config, json => json.AsObject().Remove("model_type")), "Known:"),
        Of<ModelFolderException>("family is a number", "clip", copy => copy.With(Config, json => json["model_type"] = 5), "model_type"),
        Of<ModelFolderException>("vision session missing", "siglip", copy => copy.Without("onnx/vision_model.onnx", "onnx/model.onnx"), "vision_model.onnx or onnx/model.onnx", "found onnx/text_model.onnx"),
        Of<ModelFolderException>("decoder missing", "trocr", copy => copy.Without(Decoder), "decoder_model_merged", "found onnx/encoder_model.onnx"),
        Of<ModelFolderException>("embedding of tokens missing", "florence2", copy => copy.Without("onnx/embed_tokens.onnx"), "embed_tokens"),
        Of<ModelFolderException>("text encoder missing", "blip-vqa", copy => copy.Without("onnx/text_encoder.onnx"), "text_encoder"),
        Of<ModelFolderException>("only session missing", "owlvit", copy => copy.Without("onnx/model.onnx"), "no .onnx file"),
        Of<ModelFolderException>("tokenizer missing", "clip", copy => copy.Without("tokenizer.json", "tokenizer_config.json"), "tokenizer.json"),
        Of<ModelFolderException>("tokenizer of a detector missing", "owlvit", copy => copy.Without("tokenizer.json", "tokenizer_config.json"), "tokenizer.json"),
        Of<ModelFolderException>("tokenizer of a writer missing", "vit-gpt2", copy => copy.Without("tokenizer.json", "tokenizer_config.json"), "tokenizer.json"),
        Of<ModelFolderException>("processor missing", "clip-external", copy => copy.Without("preprocessor_config.json"), "preprocessor_config.json"),
        Of<ModelFolderException>("start token missing", "trocr", copy => copy
            .With(Config, json => { json.AsObject().Remove("decoder_start_token_id"); json["decoder"]!.AsObject().Remove("decoder_start_token_id"); json["decoder"]!.AsObject().Remove("bos_token_id"); json.AsObject().Remove("bos_token_id"); })
            .With("generation_config.json", json => { json.AsObject().Remove("decoder_start_token_id"); json.AsObject().Remove("bos_token_id"); }), "decoder_start_token_id"),
        Of<ModelFolderException>("task without a name", "florence2", copy => copy.With("preprocessor_config.json", json => json["task_prompts_with_input"] = new JsonObject { [""] = "{input}" }), "task_prompts_with_input"),
        Of<ModelFolderException>("key of another kind", "clip", copy => copy.With("preprocessor_config.json", json => json["crop_size"] = "large"), "crop_size"),
        Of<TensorShapeException>("picture inputs that nobody feeds", "llava", copy => copy.WithFileOf("lfm2_vl", "onnx/vision_encoder.onnx"), "pixel_attention_mask", "spatial_shapes"),
        Of<TensorShapeException>("picture input of a captioner that nobody feeds", "vit-gpt2", copy => copy.WithFileOf("smolvlm", "onnx/vision_encoder.onnx", "onnx/encoder_model.onnx"), "pixel_attention_mask"),
        Of<ModelFolderException>("text inputs that nobody feeds", "clip", copy => copy.WithFileOf("florence2", "onnx/encoder_model.onnx", TextModel), "inputs_embeds"),
        Of<ModelFolderException>("decoder inputs that nobody feeds", "qwen2_vl", copy => copy.WithFileOf("qwen3_vl", Decoder), "deepstack_features_0"),
        Of<ModelFolderException>("decoder inputs of another kind", "trocr", copy => copy.WithFileOf("llava", Decoder), "inputs_embeds"),
        Of<ModelFolderException>("detector inputs that nobody feeds", "owlv2", copy => copy.WithFileOf("trocr", Decoder, "onnx/model.onnx"), "encoder_hidden_states"),
        Of<ModelFolderException>("2 GB tensor in a small file", "clip", copy => copy.WithBytes(TextModel, Huge()), "text_model.onnx", "2147483648 bytes"),
        Of<ModelFolderException>("weights outside of the folder", "clip", copy => copy.WithBytes(TextModel, Elsewhere("../../secret")), "climbs out of the model folder"),
        Of<ModelFolderException>("weights at an absolute path", "clip", copy => copy.WithBytes(TextModel, Elsewhere("/etc/hostname")), "/etc/hostname"),
        Of<ModelFolderException>("weights through a link", "clip-external", copy => copy.WithLink("onnx/vision_model.onnx_data", "/etc/hostname"), "outside the model folder"),
        Of<ModelFolderException>("session through a link", "siglip", copy => copy.WithLink(TextModel, "/etc/hostname"), "outside the model folder"),
        Of<ModelFolderException>("config through a link", "siglip", copy => copy.WithLink(Config, "/etc/hostname"), "outside the model folder"),
        Of<ModelFolderException>("link in a circle", "siglip", copy => copy.WithLink(TextModel, "text_model.onnx"), "circle"),
        Of<ModelFolderException>("empty session", "siglip", copy => copy.WithBytes(TextModel, []), "empty"),
        Of<ModelFolderException>("session cut in half", "trocr", copy => copy.Cut(Decoder, 0.5), "decoder_model_merged.onnx"),
        Of<ModelFolderException>("joint file cut in half", "siglip", copy => copy.Without(TextModel, "onnx/vision_model.onnx").Cut("onnx/model.onnx", 0.5), "onnx/model.onnx"),
        Of<ModelFolderException>("session is a text", "siglip", copy => copy.WithBytes(TextModel, "version https://git-lfs.github.com/spec/v1"u8.ToArray()), TextModel),
        Of<ModelFolderException>("empty config", "siglip", copy => copy.WithBytes(Config, []), Config),
        Of<UnsupportedModelException>("config is a list", "siglip", copy => copy.WithBytes(Config, "[]"u8.ToArray()), "Known:"),
        Of<ModelFolderException>("config nested a million deep", "siglip", copy => copy.WithBytes(Config, [.. Enumerable.Repeat((byte)'[', 1_000_000)]), Config),
    ];

    public override string ToString() => Name;

    private static BadFolder Of<T>(string name, string family, Action<TinyCopy> damage, params string[] words)
        where T : VlmException => new(name, family, damage, typeof(T), words);

    private static byte[] Huge() => Weight([]);

    private static byte[] Elsewhere(string location) =>
        Weight([.. TinyOnnx.Field(13, [.. TinyOnnx.Field(1, TinyOnnx.Text("location")), .. TinyOnnx.Field(2, TinyOnnx.Text(location))]), 0x70, 1]);

    private static byte[] Weight(byte[] values)
    {
        using TemporaryFolder folder = new();
        TinyOnnx.WriteWeight(folder["model.onnx"], [0x08, .. Varint(1 << 29), 0x10, TinyOnnx.Float, .. TinyOnnx.Field(8, TinyOnnx.Text("w")), .. values]);
        return File.ReadAllBytes(folder["model.onnx"]);
    }

    private static byte[] Varint(long value)
    {
        List<byte> bytes = [];
        for (; value >= 128; value >>= 7)
        {
            bytes.Add((byte)((value & 127) | 128));
        }

        return [.. bytes, (byte)value];
    }
}
