namespace Vlm.Composition;

/// <summary>The stages of a composed model, and with them the duty to dispose them.</summary>
internal sealed class ComposedStages : IDisposable
{
    public required IImageDecoder Decoder { get; init; }

    public required IImageProcessor Processor { get; init; }

    public required IImageEncoder ImageEncoder { get; init; }

    public ITokenizer? Tokenizer { get; init; }

    public ITextEncoder? TextEncoder { get; init; }

    public ICaptionHead? Caption { get; init; }

    public QuestionAnsweringBranch? Answer { get; init; }

    public IRetrievalHead? Retrieval { get; init; }

    /// <summary>How likely captions and answers are to fit; null where nothing tells.</summary>
    public ConfidenceModel? Confidence { get; init; }

    /// <summary>A trained classifier, in the place of the image encoder's own classes; null where there is none.</summary>
    public IClassificationHead<ImageFeatures>? Classifier { get; init; }

    public ModelCapabilities Capabilities =>
        (Caption is null ? 0 : ModelCapabilities.Caption)
        | (Answer is null ? 0 : ModelCapabilities.Answer)
        | (Caption is null && Answer is null ? 0 : ModelCapabilities.Stream)
        | (Retrieval is null ? 0 : ModelCapabilities.EmbedImages)
        | (Retrieval is null || TextEncoder is null ? 0 : ModelCapabilities.EmbedTexts | ModelCapabilities.Score)
        | (Classifier is null && ImageEncoder.ClassLabels.Count == 0 ? 0 : ModelCapabilities.Classify);

    /// <summary>Refuses stages whose sizes do not fit each other.</summary>
    public void Check()
    {
        StageSizes.Require(Processor, ImageEncoder);
        if (Caption is not null)
        {
            StageSizes.Require("the captioner", Caption.ImageSizes, "the image encoder", ImageEncoder.OutputSizes);
        }

        bool reads = Answer is not null || Retrieval is { TextSizes.Pooled: not null } or { TextSizes.Sequence: not null };
        if (reads && (TextEncoder is null || Tokenizer is null))
        {
            throw new InvalidOperationException("Question answering and retrieval read text: give the builder a text encoder (UseTextEncoder).");
        }

        Answer?.Check(ImageEncoder, TextEncoder!);
        if (Classifier is not null)
        {
            StageSizes.Require("the classifier", Classifier.InputSizes, "the image encoder", ImageEncoder.OutputSizes);
        }

        if (Retrieval is not null)
        {
            StageSizes.Require("the image projection", Retrieval.ImageSizes, "the image encoder", ImageEncoder.OutputSizes);
            if (TextEncoder is not null)
            {
                StageSizes.Require("the text projection", Retrieval.TextSizes, "the text encoder", TextEncoder.OutputSizes);
            }
        }
    }

    public void Dispose()
    {
        Caption?.Dispose();
        Answer?.Dispose();
        Retrieval?.Dispose();
        Classifier?.Dispose();
        TextEncoder?.Dispose();
        ImageEncoder.Dispose();
    }
}
