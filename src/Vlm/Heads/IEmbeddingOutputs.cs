namespace Vlm.Heads;

/// <summary>A joint space that knows which outputs of which files its embeddings are, for errors.</summary>
internal interface IEmbeddingOutputs
{
    /// <summary>For example <c>/models/clip/onnx/vision_model.onnx: output 'image_embeds'</c>.</summary>
    string ImageOutput { get; }

    /// <summary>The same of texts; null where there are none.</summary>
    string? TextOutput { get; }
}
