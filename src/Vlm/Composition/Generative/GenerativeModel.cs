using System.Runtime.CompilerServices;
using Vlm.Generation;

namespace Vlm.Composition.Generative;

/// <summary>The front door of a model that writes text: captions and answers are two ways to prompt one generator.</summary>
internal sealed class GenerativeModel : IVisionLanguageModel, ITextGenerator, ICaptionScorer, IConversationalModel
{
    private const string Captions = "captions pictures", Answers = "answers questions", Space = "has a joint space of pictures and texts";
    private readonly IPromptedGenerator _generator;
    private readonly ModelCalls _calls;
    private object? _offered;

    /// <summary>Takes ownership of the generator.</summary>
    public GenerativeModel(IPromptedGenerator generator, ModelInfo info)
    {
        Info = info;
        _generator = generator;
        _calls = new ModelCalls(info, generator.Dispose);
    }

    public ModelInfo Info { get; }

    public Task<IReadOnlyList<Caption>> CaptionAsync(IReadOnlyList<ImageInput> images, GenerationOptions? options, CancellationToken cancellationToken) =>
        _calls.Run(images, Able(ModelCapabilities.Caption), Captions, "AddCaptioning", options, static (generator, items, how, token) =>
        {
            VisionPrompt[] prompts = [.. items.Select(image => new VisionPrompt(image, how?.Prompt ?? ""))];
            return (IReadOnlyList<Caption>)[.. generator.Generate(prompts, new GenerationCall(PromptTask.Caption, how), token).Select(texts => texts[0].ToCaption())];
        }, cancellationToken);

    public Task<IReadOnlyList<Answer>> AnswerAsync(IReadOnlyList<VisionPrompt> prompts, AnswerOptions? options, CancellationToken cancellationToken) =>
        _calls.Run(prompts, Able(ModelCapabilities.Answer), Answers, "AddQuestionAnswering", options, static (generator, items, how, token) =>
        {
            TextPipeline.CheckQuestions(items);
            return (IReadOnlyList<Answer>)[.. generator.Generate(items, GenerationCall.Of(how), token).Select(texts => texts[0].ToAnswer())];
        }, cancellationToken);

    public Task<IReadOnlyList<Embedding>> EmbedImagesAsync(IReadOnlyList<ImageInput> images, EmbeddingOptions? options, CancellationToken cancellationToken) =>
        throw _calls.Cannot(Space, "AddRetrieval");

    public Task<IReadOnlyList<Embedding>> EmbedTextsAsync(IReadOnlyList<string> texts, EmbeddingOptions? options, CancellationToken cancellationToken) =>
        throw _calls.Cannot(Space, "AddRetrieval");

    public Task<IReadOnlyList<IReadOnlyList<ImageTextScore>>> ScoreAsync(
        IReadOnlyList<ImageInput> images, IReadOnlyList<string> texts, EmbeddingOptions? options, CancellationToken cancellationToken) =>
        throw _calls.Cannot(Space, "AddRetrieval");

    public async IAsyncEnumerable<TextUpdate> StreamAsync(
        VisionPrompt prompt, GenerationOptions? options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        bool caption = prompt.Text.Length == 0 && prompt.Messages is null;
        IPromptedGenerator generator = Able(caption ? ModelCapabilities.Caption : ModelCapabilities.Answer)
            ?? throw (caption ? _calls.Cannot(Captions, "AddCaptioning") : _calls.Cannot(Answers, "AddQuestionAnswering"));
        TextPipeline.Check([prompt.Text]);
        VisionPrompt asked = caption && options?.Prompt is { } text ? new VisionPrompt(prompt.Images, text) : prompt;
        GenerationCall call = new(caption ? PromptTask.Caption : PromptTask.Question, options);
        await foreach (TextUpdate update in _calls.Stream(() => generator.Stream(asked, call, cancellationToken), cancellationToken).ConfigureAwait(false))
        {
            yield return update;
        }
    }

    public Task<IReadOnlyList<IReadOnlyList<GeneratedSequence>>> GenerateAsync(
        IReadOnlyList<VisionPrompt> prompts, GenerationOptions? options, CancellationToken cancellationToken) =>
        _calls.Run(prompts, _generator, "writes texts", "AddCaptioning", options, static (generator, items, how, token) =>
        {
            var results = new IReadOnlyList<GeneratedSequence>[items.Count];
            foreach (var group in Enumerable.Range(0, items.Count).GroupBy(i => items[i].Text.Length == 0 && items[i].Messages is null ? PromptTask.Caption : PromptTask.Question))
            {
                int[] order = [.. group];
                var texts = generator.Generate([.. order.Select(i => items[i])], new GenerationCall(group.Key, how) { Raw = true }, token);
                for (int i = 0; i < order.Length; i++)
                {
                    results[order[i]] = [.. texts[i].Select(text => text.Sequence)];
                }
            }

            return (IReadOnlyList<IReadOnlyList<GeneratedSequence>>)results;
        }, cancellationToken);

    public object? GetService(Type serviceType, object? serviceKey)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        return serviceKey is not null ? null
            : serviceType == typeof(IVisionLanguageModel) || serviceType == typeof(ITextGenerator) ? this
            : serviceType == typeof(ICaptionScorer) ? Able(ModelCapabilities.Caption) is null ? null : this
            : serviceType.IsInstanceOfType(_offered) ? _offered
            : serviceType == typeof(IConversationalModel) ? _generator is IConversingGenerator { Converses: true } ? this : null
            : _generator.GetService(serviceType);
    }

    IReadOnlyList<string> ICaptionScorer.PiecesOf(IReadOnlyList<int> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        return GivenText.Pieces((ITokenDecoder)_generator.GetService(typeof(ITokenizer))!, ids);
    }

    Task<IReadOnlyList<IReadOnlyList<float>>> ICaptionScorer.ScoreCaptionAsync(IReadOnlyList<ImageInput> images, IReadOnlyList<int> ids, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ids);
        return _calls.Run(images, Able(ModelCapabilities.Caption), Captions, "AddCaptioning", ids, static (generator, items, given, token) =>
        {
            VisionPrompt[] prompts = [.. items.Select(image => new VisionPrompt(image, ""))];
            GenerationCall call = new(PromptTask.Caption, null) { Given = [.. given] };
            return (IReadOnlyList<IReadOnlyList<float>>)[.. generator.Generate(prompts, call, token).Select(texts => texts[0].Sequence.TokenLogProbabilities)];
        }, cancellationToken);
    }

    IVisionConversation IConversationalModel.StartConversation(IReadOnlyList<ImageInput> images, ConversationOptions? options)
    {
        ArgumentNullException.ThrowIfNull(images);
        return new Conversation(_calls, ((IConversingGenerator)_generator).Converse([.. images], options));
    }

    /// <summary>Adds a service that is made of this model, such as a detector that asks it by a task's name. Called while the model is made.</summary>
    public void Offer(object service) => _offered = service;

    public void Dispose() => _calls.Dispose();

    private IPromptedGenerator? Able(ModelCapabilities capability) => _generator.Capabilities.HasFlag(capability) ? _generator : null;
}
