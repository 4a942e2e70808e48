namespace Vlm.Benchmarks;

/// <summary>The sessions of the embedded default model, for the bare side of a comparison.</summary>
internal static class DefaultFiles
{
    public static string ImageEncoder(IVisionLanguageModel model) => File(model, "image-encoder/onnx/model.onnx");

    public static string TextEncoder(IVisionLanguageModel model) => File(model, "text-encoder/onnx/model.onnx");

    public static string CaptionDecoder(IVisionLanguageModel model) => File(model, "captioner/onnx/decoder_model_merged.onnx");

    public static string ImageProcessor(IVisionLanguageModel model) => File(model, "image-encoder/preprocessor_config.json");

    /// <summary>The files whose sessions a loaded default model has open: the unused fusions are not among them.</summary>
    public static IReadOnlyList<string> Loaded(IVisionLanguageModel model) =>
    [
        ImageEncoder(model), TextEncoder(model), CaptionDecoder(model),
        File(model, "vqa/cross_attention/fusion.onnx"), File(model, "vqa/cross_attention/head.onnx"),
        File(model, "retrieval/image_projection.onnx"), File(model, "retrieval/text_projection.onnx"),
    ];

    private static string File(IVisionLanguageModel model, string name) =>
        Path.Combine(model.Info.Source ?? throw new InvalidOperationException("The default model does not name its folder."), name);
}
