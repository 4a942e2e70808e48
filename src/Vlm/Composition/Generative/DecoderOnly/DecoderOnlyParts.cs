using Vlm.Encoders;
using Vlm.Generation;

namespace Vlm.Composition.Generative.DecoderOnly;

/// <summary>The sessions of a decoder-only model and what stands around them, and with them the duty to dispose them.</summary>
internal sealed class DecoderOnlyParts : IDisposable
{
    public required ITokenizer Tokenizer { get; init; }

    public required IPromptForm Form { get; init; }

    public required DecoderOnlyTraits Traits { get; init; }

    public required TokenEmbedding Embedding { get; init; }

    public required CausalDecoder Decoder { get; init; }

    public required GenerationEngine Engine { get; init; }

    /// <summary>Null where the folder has no image encoder: then the model reads texts only.</summary>
    public PictureReader? Pictures { get; init; }

    public required int ImageTokenId { get; init; }

    public required string ImageToken { get; init; }

    public string? BeginToken { get; init; }

    public required int MergeSize { get; init; }

    /// <summary>How many tokens prompt and answer may have together; null where nothing limits them.</summary>
    public int? MaxPositions { get; init; }

    /// <summary>Refuses sessions of different models.</summary>
    public void Check()
    {
        Require("embed_tokens", Embedding.Width, Decoder.Width);
        if (Pictures?.Encoder is not PictureRowEncoder encoder)
        {
            return;
        }

        Require("vision_encoder", encoder.OutputSizes.Sequence, Embedding.Width);
        if (Decoder.Layered.FirstOrDefault(name => !encoder.Layered.Contains(name)) is { } missing)
        {
            throw new ModelFolderException(
                Decoder.Session.Path, $"it asks for {missing}, which neither the embedding of tokens nor the image encoder gives (found: {string.Join(", ", encoder.Layered)}). Fetch the sessions of one export.");
        }
    }

    /// <summary>Reads one picture.</summary>
    /// <exception cref="InvalidInputException">The model reads texts only.</exception>
    public PictureRows Read(ImageInput image, ImageDecodeOptions? options, StageClock clock, CancellationToken cancellationToken) =>
        (Pictures ?? throw new InvalidInputException(
            $"The prompt has a picture, but beside {Decoder.Session.Path} there is no vision_encoder, so that the model reads texts only. Fetch the image encoder, or leave the picture out."))
        .Read(image, options, clock, cancellationToken);

    public void Dispose()
    {
        Pictures?.Dispose();
        Embedding.Dispose();
        Decoder.Dispose();
    }

    private void Require(string session, int? given, int? read)
    {
        if (given is { } width && read is { } wanted && width != wanted)
        {
            throw new TensorShapeException($"{Decoder.Session.Path}: the rows of {session}", $"a width of {wanted}", width.ToString(), "The sessions belong to different models; fetch the folder again.");
        }
    }
}
