using Vlm.Generation;

namespace Vlm.Composition.Generative.EncoderDecoder;

/// <summary>The stages of a model with an encoder beside its decoder, and with them the duty to dispose them.</summary>
internal sealed class EncoderDecoderStages : IDisposable
{
    /// <summary>The model's name, for messages.</summary>
    public required string Name { get; init; }

    public required IImageDecoder ImageDecoder { get; init; }

    public required IImageProcessor Processor { get; init; }

    public required IImageEncoder ImageEncoder { get; init; }

    public required IStatesEncoder States { get; init; }

    public required DecoderSession Decoder { get; init; }

    public required ITokenizer Tokenizer { get; init; }

    public required GenerationEngine Engine { get; init; }

    public required IEncoderDecoderForm Form { get; init; }

    /// <summary>How many tokens prompt and text may have together; null where nothing limits them.</summary>
    public int? MaxPositions { get; init; }

    /// <summary>Whether prompts of several lengths can pass together without changing each other's texts.</summary>
    public bool MasksPadding => States.MasksPadding && Decoder.ReadsStatesMask;

    /// <summary>Refuses stages whose sizes do not fit each other.</summary>
    public void Check()
    {
        StageSizes.Require(Processor, ImageEncoder);
        if (States.PassesRows)
        {
            StageSizes.Require("the decoder", Decoder.ImageSizes, "the image encoder", ImageEncoder.OutputSizes);
        }
    }

    public void Dispose()
    {
        States.Dispose();
        Decoder.Dispose();
        ImageEncoder.Dispose();
    }
}
