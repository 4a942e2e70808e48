using Vlm.Onnx;

namespace Vlm.Heads;

/// <summary>Two projections into one space, each in its own .onnx file.</summary>
internal sealed class SessionRetrievalHead : IRetrievalHead, IEmbeddingOutputs
{
    private readonly OnnxSession _image;
    private readonly OnnxSession _text;
    private readonly FeatureBinding _imageBinding;
    private readonly FeatureBinding _textBinding;
    private readonly string[] _imageOutput;
    private readonly string[] _textOutput;

    /// <summary>Takes ownership of the sessions.</summary>
    /// <param name="image">Picture features to [B,E].</param>
    /// <param name="text">Text features to [B,E].</param>
    /// <param name="logitScale">The learned scale, already exponentiated; null where there is none.</param>
    /// <param name="logitBias">The learned bias; null where there is none.</param>
    /// <param name="normalization">How logits become probabilities.</param>
    /// <exception cref="TensorShapeException">The two spaces differ in width.</exception>
    /// <exception cref="ModelFolderException">A file is no projection of features.</exception>
    public SessionRetrievalHead(OnnxSession image, OnnxSession text, float? logitScale, float? logitBias, ScoreNormalization normalization)
    {
        _image = image;
        _text = text;
        _imageBinding = FeatureBinding.OfImage(image);
        _textBinding = FeatureBinding.OfText(text);
        TensorSpec imageOutput = Embeddings(image, "image_embeds"), textOutput = Embeddings(text, "text_embeds");
        long width = imageOutput.Dimensions[1];
        if (width != textOutput.Dimensions[1] || width <= 0)
        {
            throw new TensorShapeException(
                "joint space of pictures and texts", $"{image.Path}: {imageOutput}", $"{text.Path}: {textOutput}", "Both projections must have the same fixed width; use two that were trained together.");
        }

        _imageOutput = [imageOutput.Name];
        _textOutput = [textOutput.Name];
        EmbeddingSize = (int)width;
        LogitScale = logitScale;
        LogitBias = logitBias;
        Normalization = normalization;
    }

    public FeatureSizes ImageSizes => _imageBinding.ImageSizes;

    public FeatureSizes TextSizes => _textBinding.TextSizes;

    public int EmbeddingSize { get; }

    public string ImageOutput => $"{_image.Path}: output '{_imageOutput[0]}'";

    public string TextOutput => $"{_text.Path}: output '{_textOutput[0]}'";

    public float? LogitScale { get; }

    public float? LogitBias { get; }

    public ScoreNormalization Normalization { get; }

    public TensorBuffer<float> EmbedImages(ImageFeatures images, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(images);
        return _imageBinding.Run(images, null, _imageOutput, cancellationToken);
    }

    public TensorBuffer<float> EmbedTexts(TextFeatures texts, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return _textBinding.Run(null, texts, _textOutput, cancellationToken);
    }

    public void Dispose()
    {
        _image.Dispose();
        _text.Dispose();
    }

    private static TensorSpec Embeddings(OnnxSession session, string preferred) =>
        SessionOutput.OfRank(session, [2], [preferred])
        ?? throw new ModelFolderException(session.Path, $"a projection gives embeddings [B,E]; found: {string.Join(", ", session.Outputs)}.");
}
