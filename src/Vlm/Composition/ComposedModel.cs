using System.Runtime.CompilerServices;
using Vlm.Encoders;

namespace Vlm.Composition;

/// <summary>The front door of a model made of stages: moves each call off the caller's thread and refuses what the stages cannot do.</summary>
internal sealed class ComposedModel : IVisionLanguageModel, IImageClassifier, ICaptionScorer, ITextGenerator
{
    private readonly ComposedStages _stages;
    private readonly ModelCalls _calls;
    private readonly Captioning? _captioning;
    private readonly QuestionAnswering? _answering;
    private readonly JointSpace? _space;
    private readonly Tagging? _tagging;

    public ComposedModel(ComposedStages stages, ModelInfo info)
    {
        Info = info;
        _stages = stages;
        _calls = new ModelCalls(info, stages.Dispose);
        ImagePipeline images = new(stages.Decoder, stages.Processor, stages.ImageEncoder);
        TextPipeline? texts = stages.Tokenizer is null ? null : new TextPipeline(stages.Tokenizer, stages.TextEncoder!);
        PictureAgreement? agreement = PictureAgreement.Of(stages, texts);
        _captioning = stages.Caption is null ? null : new Captioning(images, stages.Caption, agreement, CaptionConfidence.Of(stages, agreement));
        _answering = stages.Answer is null ? null : new QuestionAnswering(images, texts!, stages.Answer, info.Name, stages.Confidence);
        _space = stages.Retrieval is null ? null : new JointSpace(images, texts, stages.Retrieval);
        IReadOnlyList<string> classes = stages.Classifier?.Labels ?? stages.ImageEncoder.ClassLabels;
        _tagging = classes.Count == 0 ? null : new Tagging(images, classes, stages.Classifier);
    }

    public ModelInfo Info { get; }

    IReadOnlyList<string> IImageClassifier.Labels => _tagging?.Labels ?? [];

    public Task<IReadOnlyList<Caption>> CaptionAsync(IReadOnlyList<ImageInput> images, GenerationOptions? options, CancellationToken cancellationToken) =>
        _calls.Run(images, _captioning, "captions pictures", "UseImageEncoder and AddCaptioning", options, static (part, items, how, token) => part.Run(items, how, token), cancellationToken);

    public Task<IReadOnlyList<Answer>> AnswerAsync(IReadOnlyList<VisionPrompt> prompts, AnswerOptions? options, CancellationToken cancellationToken) =>
        _calls.Run(prompts, _answering, "answers questions", "AddQuestionAnswering", options, static (part, items, how, token) => part.Run(items, how, token), cancellationToken);

    public Task<IReadOnlyList<Embedding>> EmbedImagesAsync(IReadOnlyList<ImageInput> images, EmbeddingOptions? options, CancellationToken cancellationToken) =>
        _calls.Run(images, _space, "embeds pictures", "AddRetrieval", options, static (part, items, how, token) => part.EmbedImages(items, how, token), cancellationToken);

    public Task<IReadOnlyList<Embedding>> EmbedTextsAsync(IReadOnlyList<string> texts, EmbeddingOptions? options, CancellationToken cancellationToken) =>
        _calls.Run(texts, _space is { ReadsTexts: true } ? _space : null, "embeds texts", "UseTextEncoder and AddRetrieval", options, static (part, items, how, token) => part.EmbedTexts(items, how, token), cancellationToken);

    public Task<IReadOnlyList<IReadOnlyList<ImageTextScore>>> ScoreAsync(
        IReadOnlyList<ImageInput> images, IReadOnlyList<string> texts, EmbeddingOptions? options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return _calls.Run(images, _space is { ReadsTexts: true } ? _space : null, "scores pictures against texts", "UseTextEncoder and AddRetrieval", options, (part, items, how, token) => part.Score(items, texts, how, token), cancellationToken);
    }

    Task<IReadOnlyList<IReadOnlyList<LabelScore>>> IImageClassifier.ClassifyAsync(
        IReadOnlyList<ImageInput> images, ClassificationOptions? options, CancellationToken cancellationToken) =>
        _calls.Run(images, _tagging, "has classes of its own", "an image encoder with id2label and an output 'logits'", options, static (part, items, how, token) => part.Run(items, how, token), cancellationToken);

    public async IAsyncEnumerable<TextUpdate> StreamAsync(
        VisionPrompt prompt, GenerationOptions? options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        if (prompt.Text.Length > 0)
        {
            // The answers are a closed set, so an answer comes in one piece.
            Answer answer = (await AnswerAsync([prompt], null, cancellationToken).ConfigureAwait(false))[0];
            yield return new TextUpdate { Text = answer.Text, FinishReason = FinishReason.EndOfText };
            yield break;
        }

        Captioning part = _captioning ?? throw _calls.Cannot("captions pictures", "AddCaptioning");
        if (prompt.Images.Count != 1)
        {
            throw new NotSupportedException($"{Info.Name} captions one picture at a time; the prompt has {prompt.Images.Count}.");
        }

        ImageInput image = prompt.Images[0];
        await foreach (TextUpdate update in _calls.Stream(() => part.Stream(image, options, cancellationToken), cancellationToken).ConfigureAwait(false))
        {
            yield return update;
        }
    }

    public object? GetService(Type serviceType, object? serviceKey)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        if (serviceKey is not null)
        {
            return null;
        }

        if (serviceType == typeof(ICaptionScorer) || serviceType == typeof(ITextGenerator))
        {
            return _captioning?.Scorer is null ? null : this;
        }

        if (serviceType == typeof(ILinearImageClassifier))
        {
            return _stages.Classifier is not null ? null : _stages.ImageEncoder as ILinearImageClassifier ?? (_stages.ImageEncoder as IPartialImageEncoder)?.LinearClassifier;
        }

        object?[] services = [_tagging is null ? null : this, _stages.ImageEncoder, _stages.Processor, _stages.TextEncoder, _stages.Tokenizer, _stages.Caption, _stages.Retrieval, _stages.Decoder];
        return serviceType == typeof(IVisionLanguageModel) ? this : Array.Find(services, s => s is not null && serviceType.IsInstanceOfType(s) && (s != this || serviceType == typeof(IImageClassifier)));
    }

    IReadOnlyList<string> ICaptionScorer.PiecesOf(IReadOnlyList<int> ids) => (_captioning?.Scorer ?? throw _calls.Cannot("scores captions", "AddCaptioning and a trained captioner")).PiecesOf(ids);

    Task<IReadOnlyList<IReadOnlyList<float>>> ICaptionScorer.ScoreCaptionAsync(IReadOnlyList<ImageInput> images, IReadOnlyList<int> ids, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ids);
        Captioning? scoring = _captioning?.Scorer is null ? null : _captioning;
        return _calls.Run(images, scoring, "scores captions", "AddCaptioning and a trained captioner", ids, static (part, items, given, token) => part.Score(items, given, token), cancellationToken);
    }

    Task<IReadOnlyList<IReadOnlyList<GeneratedSequence>>> ITextGenerator.GenerateAsync(
        IReadOnlyList<VisionPrompt> prompts, GenerationOptions? options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(prompts);
        Captioning? writing = _captioning?.Scorer is null ? null : _captioning;
        if (prompts.FirstOrDefault(p => p is not { Images.Count: 1, Text: "", Messages: null }) is { } other)
        {
            throw new NotSupportedException($"{Info.Name} writes a caption about one picture and knows no prompts; one prompt has {other.Images.Count} pictures and the text '{other.Text}'.");
        }

        return _calls.Run(
            prompts, writing, "writes texts", "AddCaptioning and a trained captioner", options,
            static (part, items, how, token) => part.Generate([.. items.Select(p => p.Images[0])], how, token), cancellationToken);
    }

    public void Dispose() => _calls.Dispose();
}
