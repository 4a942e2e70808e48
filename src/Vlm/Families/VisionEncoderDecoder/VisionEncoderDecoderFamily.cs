using Vlm.Composition;
using Vlm.Composition.Generative.EncoderDecoder;
using Vlm.Folders;
using Vlm.Generation;

namespace Vlm.Families.VisionEncoderDecoder;

/// <summary>An image encoder and a text decoder that looks at its rows: captioners such as ViT-GPT2, readers of text lines such as TrOCR.</summary>
internal sealed class VisionEncoderDecoderFamily : IModelFamily
{
    public string Name => "VisionEncoderDecoder (ViT-GPT2, TrOCR)";

    public bool Matches(ModelFolder folder) => folder.Config?.ModelType == "vision-encoder-decoder";

    public IVisionLanguageModel Load(ModelFolder folder, VlmOptions options)
    {
        GenerationDefaults defaults = EncoderDecoderDefaults.Read(folder, ReadsLines(folder) ? int.MaxValue : null);
        return EncoderDecoderFolder.Load(folder, options, new EncoderDecoderWiring
        {
            Vision = "encoder_model",
            Decoder = "decoder_model_merged",
            SplitDecoder = ["decoder_model", "decoder_with_past_model"],
            Defaults = defaults,
            Form = tokenizer => new ContinuationForm(tokenizer, EncoderDecoderDefaults.StartId(folder, defaults)),
        });
    }

    // A line of text is as long as it is: the length that holds where nobody states one would cut it.
    private static bool ReadsLines(ModelFolder folder) => folder.Config?.Text.String("model_type") == "trocr";
}
