using Vlm.Composition;
using Vlm.Folders;
using Vlm.Imaging;

namespace Vlm;

/// <summary>
/// Composes a model of an image encoder, a text encoder, a fusion and heads. The built model owns every stage it was given
/// and disposes them.
/// </summary>
/// <remarks>Not thread-safe; a builder builds once.</remarks>
public sealed class VisionLanguageModelBuilder
{
    private readonly VlmOptions _options;
    private readonly List<IDisposable> _given = [];
    private string _name = "composed model";
    private ModelInfo? _info;
    private (IImageEncoder Encoder, IImageProcessor Processor)? _image;
    private (ITextEncoder Encoder, ITokenizer Tokenizer)? _text;
    private ICaptionHead? _caption;
    private QuestionAnsweringBranch? _answer;
    private IRetrievalHead? _retrieval;
    private ConfidenceModel? _confidence;
    private IClassificationHead<ImageFeatures>? _classifier;
    private bool _built;

    internal VisionLanguageModelBuilder(VlmOptions options) => _options = options;

    /// <summary>Names the model, for messages and <see cref="ModelInfo.Name"/>.</summary>
    /// <param name="name">The name.</param>
    public VisionLanguageModelBuilder Named(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        _name = name;
        return this;
    }

    /// <summary>An image encoder from a folder, with its processor.</summary>
    /// <param name="encoder">The encoder.</param>
    public VisionLanguageModelBuilder UseImageEncoder(OnnxImageEncoder encoder)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        return UseImageEncoder(encoder, encoder.Processor);
    }

    /// <summary>Any image encoder with the processor that makes what it reads.</summary>
    /// <param name="encoder">The encoder.</param>
    /// <param name="processor">Its processor.</param>
    public VisionLanguageModelBuilder UseImageEncoder(IImageEncoder encoder, IImageProcessor processor)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        ArgumentNullException.ThrowIfNull(processor);
        _image = Once(_image, (encoder, processor), nameof(UseImageEncoder));
        _given.Add(encoder);
        return this;
    }

    /// <summary>A text encoder from a folder, with its tokenizer.</summary>
    /// <param name="encoder">The encoder.</param>
    public VisionLanguageModelBuilder UseTextEncoder(OnnxTextEncoder encoder)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        return UseTextEncoder(encoder, encoder.Tokenizer);
    }

    /// <summary>Any text encoder with its tokenizer.</summary>
    /// <param name="encoder">The encoder.</param>
    /// <param name="tokenizer">Its tokenizer.</param>
    public VisionLanguageModelBuilder UseTextEncoder(ITextEncoder encoder, ITokenizer tokenizer)
    {
        ArgumentNullException.ThrowIfNull(encoder);
        ArgumentNullException.ThrowIfNull(tokenizer);
        _text = Once(_text, (encoder, tokenizer), nameof(UseTextEncoder));
        _given.Add(encoder);
        return this;
    }

    /// <summary>Trained question answering: a folder with one folder a fusion (concatenation, cross_attention, late) and answers.json.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="kind">Which of its fusions.</param>
    /// <exception cref="ModelFolderException">A file is missing or wrong.</exception>
    public VisionLanguageModelBuilder AddQuestionAnswering(string folder, FusionKind kind) =>
        AddAnswer(AnswerFolder.Load(Path.Combine(folder, FusionKindNames.Of(kind)), kind, null, _options));

    /// <summary>A fusion, possibly your own, before a head, possibly a trained one.</summary>
    /// <param name="fusion">The fusion.</param>
    /// <param name="head">A head for features of the fusion's size.</param>
    public VisionLanguageModelBuilder AddQuestionAnswering(IFusion fusion, IClassificationHead<FusedFeatures> head)
    {
        ArgumentNullException.ThrowIfNull(fusion);
        ArgumentNullException.ThrowIfNull(head);
        return AddAnswer(new FusedBranch(fusion, head));
    }

    /// <summary>A late fusion behind two heads with the same labels.</summary>
    /// <param name="fusion">Joins their log-probabilities.</param>
    /// <param name="imageHead">Sees only the picture.</param>
    /// <param name="textHead">Sees only the words.</param>
    public VisionLanguageModelBuilder AddQuestionAnswering(
        ILateFusion fusion, IClassificationHead<ImageFeatures> imageHead, IClassificationHead<TextFeatures> textHead)
    {
        ArgumentNullException.ThrowIfNull(fusion);
        ArgumentNullException.ThrowIfNull(imageHead);
        ArgumentNullException.ThrowIfNull(textHead);
        return AddAnswer(new LateBranch(fusion, imageHead, textHead));
    }

    /// <summary>A trained captioner: a folder with onnx/decoder_model_merged.onnx, tokenizer.json and generation_config.json.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="ModelFolderException">A file is missing or wrong.</exception>
    public VisionLanguageModelBuilder AddCaptioning(string folder) => AddCaptioning(CaptionFolder.Load(folder, null, null, null, null, _options));

    /// <summary>Any caption head.</summary>
    /// <param name="head">The head.</param>
    public VisionLanguageModelBuilder AddCaptioning(ICaptionHead head)
    {
        ArgumentNullException.ThrowIfNull(head);
        _given.Add(head);
        _caption = Once(_caption, head, nameof(AddCaptioning));
        return this;
    }

    /// <summary>Trained projections: a folder with image_projection.onnx, text_projection.onnx and config.json.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="ModelFolderException">A file is missing or wrong.</exception>
    public VisionLanguageModelBuilder AddRetrieval(string folder) =>
        AddRetrieval(RetrievalFolder.Load(ModelFolder.Open(folder), RetrievalFolder.ImageFile, RetrievalFolder.TextFile, _options));

    /// <summary>Any retrieval head.</summary>
    /// <param name="head">The head.</param>
    public VisionLanguageModelBuilder AddRetrieval(IRetrievalHead head)
    {
        ArgumentNullException.ThrowIfNull(head);
        _given.Add(head);
        _retrieval = Once(_retrieval, head, nameof(AddRetrieval));
        return this;
    }

    /// <summary>A trained image classifier: a folder with head.onnx and labels.json. Its classes stand in the place of the image encoder's own.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="ModelFolderException">A file is missing or wrong.</exception>
    public VisionLanguageModelBuilder AddClassification(string folder) =>
        AddClassification(ClassifierFolder.Load(ModelFolder.Open(folder), ClassifierFolder.HeadFile, ClassifierFolder.LabelsFile, _options));

    /// <summary>Any image classifier. Its classes stand in the place of the image encoder's own.</summary>
    /// <param name="head">The head.</param>
    public VisionLanguageModelBuilder AddClassification(IClassificationHead<ImageFeatures> head)
    {
        ArgumentNullException.ThrowIfNull(head);
        _given.Add(head);
        _classifier = Once(_classifier, head, nameof(AddClassification));
        return this;
    }

    /// <summary>Checks that the stages fit each other and makes the model. If they do not fit, every stage given is disposed.</summary>
    /// <exception cref="TensorShapeException">Two stages do not fit; the message has both sizes.</exception>
    /// <exception cref="InvalidOperationException">There is no image encoder, or text heads without a text encoder.</exception>
    public IVisionLanguageModel Build()
    {
        ObjectDisposedException.ThrowIf(_built, this);
        _built = true;
        try
        {
            (IImageEncoder encoder, IImageProcessor processor) =
                _image ?? throw new InvalidOperationException("A model needs an image encoder: call UseImageEncoder before Build.");
            ComposedStages stages = new()
            {
                Decoder = _options.Decoder ?? ImageDecoder.Default,
                Processor = processor,
                ImageEncoder = encoder,
                Tokenizer = _text?.Tokenizer,
                TextEncoder = _text?.Encoder,
                Caption = _caption,
                Answer = _answer,
                Retrieval = _retrieval,
                Confidence = _confidence,
                Classifier = _classifier,
            };
            stages.Check();
            return new ComposedModel(stages, Describe(stages));
        }
        catch
        {
            _given.ForEach(stage => stage.Dispose());
            throw;
        }
    }

    internal VisionLanguageModelBuilder DescribedBy(ModelInfo info)
    {
        _info = info;
        return this;
    }

    internal VisionLanguageModelBuilder WithConfidence(ConfidenceModel? confidence)
    {
        _confidence = confidence;
        return this;
    }

    internal VisionLanguageModelBuilder AddAnswer(QuestionAnsweringBranch branch)
    {
        _given.Add(branch);
        _answer = Once(_answer, branch, nameof(AddQuestionAnswering));
        return this;
    }

    private ModelInfo Describe(ComposedStages stages) => new()
    {
        Name = _info?.Name ?? _name,
        Version = _info?.Version,
        License = _info?.License,
        Source = _info?.Source,
        EmbeddingSpace = _info?.EmbeddingSpace,
        EmbeddingSize = _retrieval?.EmbeddingSize,
        Capabilities = stages.Capabilities,
        Sessions = _info?.Sessions ?? [],
    };

    private static T Once<T>(T? present, T given, string method) =>
        present is null ? given : throw new InvalidOperationException($"{method} was called twice; a model has one of each.");
}
