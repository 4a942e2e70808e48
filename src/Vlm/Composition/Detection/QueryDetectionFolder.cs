using Vlm.Folders;
using Vlm.Heads;
using Vlm.Imaging;
using Vlm.Onnx;
using Vlm.Tokenization;

namespace Vlm.Composition.Detection;

/// <summary>A published folder of a detector by words: <c>model</c>, its processor and its tokenizer.</summary>
internal static class QueryDetectionFolder
{
    public static IVisionLanguageModel Load(ModelFolder folder, VlmOptions options, float defaultThreshold, bool padded)
    {
        FolderSessions sessions = new(folder, options);
        IImageProcessor processor = FolderProcessor.Open(folder, options);
        ITokenizer tokenizer = TokenizerFactory.Create(folder.Path, padToMaxLength: true);
        IImageDecoder decoder = options.Decoder ?? ImageDecoder.Default;
        OnnxSession session = sessions.Open("model");
        return SessionFiles.Guard(session, () =>
        {
            QueryDetectionHead head = new(session);
            StageSizes.Require(processor, [head.PixelInput]);
            QueryDetection detection = new(new PixelPipeline(decoder, processor), tokenizer, head, defaultThreshold, padded);
            return new DetectionModel(detection, FamilyInfo.Describe(sessions, ModelCapabilities.Detect), processor, tokenizer, decoder);
        });
    }
}
