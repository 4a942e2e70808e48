using Vlm.Folders;
using Vlm.Generation;
using Vlm.Heads;
using Vlm.Onnx;
using Vlm.Tokenization;

namespace Vlm.Composition;

/// <summary>A captioner's folder: onnx/decoder_model_merged.onnx, tokenizer.json, config.json and generation_config.json.</summary>
internal static class CaptionFolder
{
    private static readonly string[] SessionNames = ["onnx/decoder_model_merged.onnx", "decoder_model_merged.onnx"];

    public static ICaptionHead Load(string path, string? decoder, int? numBeams, int? maxNewTokens, float? rerankWeight, VlmOptions? options)
    {
        ModelFolder folder = ModelFolder.Open(path);
        ITokenizer tokenizer = TokenizerFactory.Create(folder.Path);
        GenerationDefaults defaults = GenerationFolder.Defaults(folder, numBeams, maxNewTokens);
        defaults.Options.RerankWeight = rerankWeight;
        OnnxSession session = SessionFiles.Load(folder, decoder, SessionNames, options);
        return SessionFiles.Guard(session, () => new SessionCaptionHead(session, tokenizer, defaults));
    }

    /// <summary>The decoder's file.</summary>
    public static string DecoderOf(string path, string? decoder)
    {
        ModelFolder folder = ModelFolder.Open(path);
        return folder.Resolve(SessionFiles.Find(folder, decoder, SessionNames));
    }
}
