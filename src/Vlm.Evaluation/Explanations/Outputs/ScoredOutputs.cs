namespace Vlm.Evaluation;

/// <summary>From what is to be explained to an output with a score.</summary>
internal static class ScoredOutputs
{
    public static async Task<ScoredOutput> CreateAsync(IVisionLanguageModel model, ImageInput image, ExplanationTarget target, CancellationToken cancellationToken) => target.Kind switch
    {
        ExplanationKind.Answer => new AnswerOutput(model, target.Text!) { Output = (await model.AnswerAsync([new VisionPrompt(image, target.Text!)], null, cancellationToken).ConfigureAwait(false))[0].Text },
        ExplanationKind.Similarity => new SimilarityOutput(model, (await model.EmbedTextsAsync([target.Text!], null, cancellationToken).ConfigureAwait(false))[0]) { Output = target.Text! },
        ExplanationKind.Class => await ClassAsync(model, image, target.Text, cancellationToken).ConfigureAwait(false),
        _ => await CaptionAsync(model, image, cancellationToken).ConfigureAwait(false),
    };

    private static async Task<ScoredOutput> CaptionAsync(IVisionLanguageModel model, ImageInput image, CancellationToken cancellationToken)
    {
        Caption caption = (await model.CaptionAsync([image], null, cancellationToken).ConfigureAwait(false))[0];
        return model.GetService<ICaptionScorer>() is { } scorer
            ? new CaptionOutput(scorer, caption.Ids) { Output = caption.Text }
            : new CaptionWordsOutput(model, caption.Text) { Output = caption.Text };
    }

    private static async Task<ScoredOutput> ClassAsync(IVisionLanguageModel model, ImageInput image, string? label, CancellationToken cancellationToken)
    {
        IImageClassifier classifier = model.GetService<IImageClassifier>()
            ?? throw new NotSupportedException($"{model.Info.Name} has no classes of its own; explain a caption, an answer or a text instead.");
        if (label is not null && !classifier.Labels.Contains(label, StringComparer.Ordinal))
        {
            throw new InvalidInputException($"'{label}' is not one of the model's {classifier.Labels.Count} classes. Leave the class out for the likeliest one; vlm classify shows how they are written.");
        }

        label ??= (await classifier.ClassifyAsync([image], new ClassificationOptions { Top = 1 }, cancellationToken).ConfigureAwait(false))[0][0].Label;
        return new ClassOutput(classifier, label) { Output = label };
    }
}
