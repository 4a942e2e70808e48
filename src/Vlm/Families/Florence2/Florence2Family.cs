using Vlm.Composition.Generative;
using Vlm.Composition.Generative.EncoderDecoder;
using Vlm.Folders;
using Vlm.Generation;

namespace Vlm.Families.Florence2;

/// <summary>Florence-2: one prompt a task, with location tokens in what it reads and writes.</summary>
internal sealed class Florence2Family : IModelFamily
{
    // What the model's authors generate with; regions and read text are far longer than a caption.
    private const int MaxNewTokens = 1024;

    public string Name => "Florence-2";

    public bool Matches(ModelFolder folder) => folder.Config?.ModelType == "florence2";

    public IVisionLanguageModel Load(ModelFolder folder, VlmOptions options)
    {
        GenerationDefaults defaults = EncoderDecoderDefaults.Read(folder, MaxNewTokens);
        int start = EncoderDecoderDefaults.StartId(folder, defaults), pad = defaults.PadId ?? 1, rows = ProcessorConfig.Read(folder).ImageSequenceLength ?? 0;
        Florence2Tasks tasks = Florence2Tasks.Read(folder);
        GenerativeModel model = EncoderDecoderFolder.Load(folder, options, new EncoderDecoderWiring
        {
            Vision = "vision_encoder",
            Embedding = "embed_tokens",
            Encoder = "encoder_model",
            States = (session, embedding) => new PrefixedStates(session, embedding!, pad, defaults.MaxPositions),
            Decoder = "decoder_model_merged",
            SplitDecoder = ["decoder_model", "decoder_with_past_model"],
            Defaults = defaults,
            Form = tokenizer => new Florence2Form(tokenizer, tasks, start, defaults.MaxPositions, rows),
        });
        model.Offer(new TaskDetector(model, Florence2Tasks.Detection, Florence2Tasks.NamedDetection));
        return model;
    }
}
