using Vlm.Folders;
using Vlm.Heads;
using Vlm.Onnx;

namespace Vlm.Composition;

/// <summary>Two projections into one space, with config.json beside them for the learned scale.</summary>
internal static class RetrievalFolder
{
    public const string ImageFile = "image_projection.onnx";
    public const string TextFile = "text_projection.onnx";

    public static IRetrievalHead Load(ModelFolder folder, string image, string text, VlmOptions? options)
    {
        JsonFile? config = folder.TryReadJson(Path.Combine(Path.GetDirectoryName(image) ?? "", "config.json"));
        float? scale = (float?)config?.Double("logit_scale");
        float? bias = (float?)config?.Double("logit_bias");
        OnnxSession imageSession = SessionFiles.Load(folder, image, [], options);
        return Opened.With(imageSession, () =>
        {
            OnnxSession textSession = SessionFiles.Load(folder, text, [], options);
            return SessionFiles.Guard(textSession, () => new SessionRetrievalHead(
                imageSession, textSession, scale, bias, bias is null ? ScoreNormalization.Softmax : ScoreNormalization.Sigmoid));
        });
    }
}
