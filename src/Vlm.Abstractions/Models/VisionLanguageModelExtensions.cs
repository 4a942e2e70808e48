namespace Vlm;

/// <summary>The calls for one item, and zero-shot classification, over the batches of <see cref="IVisionLanguageModel"/>.</summary>
public static class VisionLanguageModelExtensions
{
    /// <summary>Describes one picture in words.</summary>
    /// <param name="model">The model.</param>
    /// <param name="image">The picture.</param>
    /// <param name="options">Null for the model's own defaults.</param>
    /// <param name="cancellationToken">Works within 100 ms or one decode step.</param>
    public static async Task<Caption> CaptionAsync(
        this IVisionLanguageModel model, ImageInput image, GenerationOptions? options = null, CancellationToken cancellationToken = default) =>
        Only(await Checked(model).CaptionAsync([image], options, cancellationToken).ConfigureAwait(false));

    /// <summary>Answers one question about one picture.</summary>
    /// <param name="model">The model.</param>
    /// <param name="image">The picture.</param>
    /// <param name="question">The question.</param>
    /// <param name="options">Null for the model's own defaults.</param>
    /// <param name="cancellationToken">Works within 100 ms or one decode step.</param>
    public static async Task<Answer> AnswerAsync(
        this IVisionLanguageModel model, ImageInput image, string question, AnswerOptions? options = null, CancellationToken cancellationToken = default) =>
        Only(await Checked(model).AnswerAsync([new VisionPrompt(image, question)], options, cancellationToken).ConfigureAwait(false));

    /// <summary>Puts one picture into the joint space.</summary>
    /// <param name="model">The model.</param>
    /// <param name="image">The picture.</param>
    /// <param name="options">Null for the model's own defaults.</param>
    /// <param name="cancellationToken">Works within 100 ms.</param>
    public static async Task<Embedding> EmbedImageAsync(
        this IVisionLanguageModel model, ImageInput image, EmbeddingOptions? options = null, CancellationToken cancellationToken = default) =>
        Only(await Checked(model).EmbedImagesAsync([image], options, cancellationToken).ConfigureAwait(false));

    /// <summary>Puts one text into the joint space.</summary>
    /// <param name="model">The model.</param>
    /// <param name="text">The text.</param>
    /// <param name="options">Null for the model's own defaults.</param>
    /// <param name="cancellationToken">Works within 100 ms.</param>
    public static async Task<Embedding> EmbedTextAsync(
        this IVisionLanguageModel model, string text, EmbeddingOptions? options = null, CancellationToken cancellationToken = default) =>
        Only(await Checked(model).EmbedTextsAsync([text], options, cancellationToken).ConfigureAwait(false));

    /// <summary>Scores one picture against one text. Of a model with softmax probabilities, that of a single text is always 1.</summary>
    /// <param name="model">The model.</param>
    /// <param name="image">The picture.</param>
    /// <param name="text">The text.</param>
    /// <param name="options">Null for the model's own defaults.</param>
    /// <param name="cancellationToken">Works within 100 ms.</param>
    public static async Task<ImageTextScore> ScoreAsync(
        this IVisionLanguageModel model, ImageInput image, string text, EmbeddingOptions? options = null, CancellationToken cancellationToken = default) =>
        Only(Only(await Checked(model).ScoreAsync([image], [text], options, cancellationToken).ConfigureAwait(false)));

    /// <summary>Zero-shot classification: which of the labels fits each picture best.</summary>
    /// <param name="model">A model that scores pictures against texts.</param>
    /// <param name="images">The pictures.</param>
    /// <param name="labels">The labels, one or more.</param>
    /// <param name="template">The sentence a label is put into, where <c>{}</c> stands for it.</param>
    /// <param name="options">Null for the model's own defaults.</param>
    /// <param name="cancellationToken">Works within 100 ms.</param>
    /// <returns>Per picture, every label with its probability (with its cosine where the model has no scale), best first.</returns>
    /// <exception cref="InvalidInputException">There are no labels, or the template has no <c>{}</c>.</exception>
    public static async Task<IReadOnlyList<IReadOnlyList<LabelScore>>> ClassifyAsync(
        this IVisionLanguageModel model, IReadOnlyList<ImageInput> images, IReadOnlyList<string> labels, string template = "a photo of {}",
        EmbeddingOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(template);
        if (labels.Count == 0)
        {
            throw new InvalidInputException("The list of labels is empty; give at least one.");
        }

        if (!template.Contains("{}", StringComparison.Ordinal))
        {
            throw new InvalidInputException($"The template '{template}' has no '{{}}' for the label to stand in; for example 'a photo of {{}}'.");
        }

        string[] texts = [.. labels.Select(label => template.Replace("{}", label, StringComparison.Ordinal))];
        IReadOnlyList<IReadOnlyList<ImageTextScore>> scores =
            await Checked(model).ScoreAsync(images, texts, options, cancellationToken).ConfigureAwait(false);
        return [.. scores.Select(row => (IReadOnlyList<LabelScore>)
            [.. row.Select((score, i) => new LabelScore(labels[i], score.Probability ?? score.Cosine)).OrderByDescending(s => s.Probability)])];
    }

    /// <summary>A service of the model, by type.</summary>
    /// <typeparam name="T">The type asked for.</typeparam>
    /// <param name="model">The model.</param>
    /// <param name="serviceKey">Null, or a key where a model has several of a kind.</param>
    /// <returns>The service, or null.</returns>
    public static T? GetService<T>(this IVisionLanguageModel model, object? serviceKey = null)
        where T : class => (T?)Checked(model).GetService(typeof(T), serviceKey);

    private static IVisionLanguageModel Checked(IVisionLanguageModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model;
    }

    private static T Only<T>(IReadOnlyList<T> results) =>
        results.Count == 1 ? results[0] : throw new InvalidOperationException($"The model gave {results.Count} results for 1 input.");
}
