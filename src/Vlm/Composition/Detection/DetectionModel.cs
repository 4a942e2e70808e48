namespace Vlm.Composition.Detection;

/// <summary>The front door of a model that finds regions by words, and does nothing else.</summary>
internal sealed class DetectionModel : IVisionLanguageModel, IObjectDetector
{
    private const string Remedy = "UseImageEncoder and heads";

    private readonly QueryDetection _detection;
    private readonly ModelCalls _calls;
    private readonly object[] _services;

    /// <summary>Takes ownership of the detection.</summary>
    public DetectionModel(QueryDetection detection, ModelInfo info, params object[] services)
    {
        Info = info;
        _detection = detection;
        _calls = new ModelCalls(info, detection.Dispose);
        _services = services;
    }

    public ModelInfo Info { get; }

    public bool NeedsLabels => true;

    public Task<IReadOnlyList<IReadOnlyList<DetectedRegion>>> DetectAsync(
        IReadOnlyList<ImageInput> images, IReadOnlyList<string> labels, DetectionOptions? options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(labels);
        return _calls.Run(images, _detection, "finds regions", Remedy, options, (detection, items, how, token) => detection.Run(items, labels, how, token), cancellationToken);
    }

    public Task<IReadOnlyList<Caption>> CaptionAsync(IReadOnlyList<ImageInput> images, GenerationOptions? options, CancellationToken cancellationToken) =>
        throw _calls.Cannot("captions pictures", Remedy);

    public Task<IReadOnlyList<Answer>> AnswerAsync(IReadOnlyList<VisionPrompt> prompts, AnswerOptions? options, CancellationToken cancellationToken) =>
        throw _calls.Cannot("answers questions", Remedy);

    public Task<IReadOnlyList<Embedding>> EmbedImagesAsync(IReadOnlyList<ImageInput> images, EmbeddingOptions? options, CancellationToken cancellationToken) =>
        throw _calls.Cannot("embeds pictures", Remedy);

    public Task<IReadOnlyList<Embedding>> EmbedTextsAsync(IReadOnlyList<string> texts, EmbeddingOptions? options, CancellationToken cancellationToken) =>
        throw _calls.Cannot("embeds texts", Remedy);

    public Task<IReadOnlyList<IReadOnlyList<ImageTextScore>>> ScoreAsync(
        IReadOnlyList<ImageInput> images, IReadOnlyList<string> texts, EmbeddingOptions? options, CancellationToken cancellationToken) =>
        throw _calls.Cannot("scores pictures against texts", Remedy);

    public IAsyncEnumerable<TextUpdate> StreamAsync(VisionPrompt prompt, GenerationOptions? options, CancellationToken cancellationToken) =>
        throw _calls.Cannot("writes text", Remedy);

    public object? GetService(Type serviceType, object? serviceKey)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        return serviceKey is not null ? null
            : serviceType.IsInstanceOfType(this) && serviceType.IsInterface ? this
            : Array.Find(_services, serviceType.IsInstanceOfType);
    }

    public void Dispose() => _calls.Dispose();
}
