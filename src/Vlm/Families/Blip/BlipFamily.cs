using Vlm.Composition.Generative.EncoderDecoder;
using Vlm.Folders;
using Vlm.Generation;

namespace Vlm.Families.Blip;

/// <summary>BLIP, for captions, or with an encoder of questions for answers.</summary>
internal sealed class BlipFamily : IModelFamily
{
    private const string Answering = "BlipForQuestionAnswering", Captioning = "BlipForConditionalGeneration";

    public string Name => "BLIP";

    public bool Matches(ModelFolder folder) =>
        folder.Config is { ModelType: "blip" } config && (config.Architectures.Count == 0 || config.Architectures.Any(name => name is Answering or Captioning));

    public IVisionLanguageModel Load(ModelFolder folder, VlmOptions options)
    {
        // transformers takes these ids from text_config whatever generation_config.json says.
        JsonFile text = folder.Config!.Text;
        GenerationDefaults defaults = EncoderDecoderDefaults.Read(folder, null, text.Int("bos_token_id"), text.Int("sep_token_id"));
        int start = EncoderDecoderDefaults.StartId(folder, defaults), pad = defaults.PadId ?? text.Int("pad_token_id") ?? 0;
        bool answers = folder.Config.Architectures.Contains(Answering) || (folder.Config.Architectures.Count == 0 && folder.Sessions.Has("text_encoder"));
        return EncoderDecoderFolder.Load(folder, options, new EncoderDecoderWiring
        {
            Vision = "vision_encoder",
            Decoder = "text_decoder",
            Encoder = answers ? "text_encoder" : null,
            States = (session, _) => new QuestionStates(session, pad),
            Defaults = defaults,
            Form = tokenizer => answers ? new QuestionForm(tokenizer, start, defaults.MaxPositions) : new ContinuationForm(tokenizer, start),
        });
    }
}
