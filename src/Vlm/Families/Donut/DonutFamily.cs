using Vlm.Composition.Generative.EncoderDecoder;
using Vlm.Folders;
using Vlm.Generation;

namespace Vlm.Families.Donut;

/// <summary>Donut: documents to fields, by task prompts.</summary>
internal sealed class DonutFamily : IModelFamily
{
    public string Name => "Donut";

    public bool Matches(ModelFolder folder) =>
        folder.Config is { ModelType: "vision-encoder-decoder" } config && config.Vision.String("model_type") == "donut-swin"
        && ProcessorConfig.Read(folder).ClassName is null or "DonutProcessor";

    public IVisionLanguageModel Load(ModelFolder folder, VlmOptions options)
    {
        // A document is as long as it is; the positions are the limit.
        GenerationDefaults defaults = EncoderDecoderDefaults.Read(folder, int.MaxValue);
        return EncoderDecoderFolder.Load(folder, options, new EncoderDecoderWiring
        {
            Vision = "encoder_model",
            Decoder = "decoder_model_merged",
            SplitDecoder = ["decoder_model", "decoder_with_past_model"],
            Defaults = defaults,
            Form = tokenizer => new DonutForm(tokenizer, EncoderDecoderDefaults.StartId(folder, defaults), [.. defaults.EndIds, .. defaults.PadId is { } pad ? [pad] : Array.Empty<int>()]),
        });
    }
}
