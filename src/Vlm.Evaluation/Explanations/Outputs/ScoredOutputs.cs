namespace Vlm.Evaluation;

/// <summary>From what is to be explained to an output with a score.</summary>
internal static class ScoredOutputs
{
    public static async Task<ScoredOutput> CreateAsync(
        IVisionLanguageModel model, ImageInput image, ExplanationTarget target, ILinearImageClassifier? probe, CancellationToken cancellationToken)
    {
        switch (target.Kind)
        {
            case ExplanationKind.Answer:
                IReadOnlyList<Answer> answers = await model.AnswerAsync([new VisionPrompt(image, target.Text!)], null, cancellationToken).ConfigureAwait(false);
                return new AnswerOutput(model, target.Text!) { Output = answers[0].Text };
            case ExplanationKind.Similarity:
                IReadOnlyList<Embedding> texts = await model.EmbedTextsAsync([target.Text!], null, cancellationToken).ConfigureAwait(false);
                return new SimilarityOutput(model, texts[0]) { Output = target.Text! };
            case ExplanationKind.Class:
                return await (probe is null
                    ? ClassAsync(model, image, target.Text, cancellationToken)
                    : ProbeAsync(model, image, target.Text, probe, cancellationToken)).ConfigureAwait(false);
            default:
                return await CaptionAsync(model, image, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<ScoredOutput> CaptionAsync(IVisionLanguageModel model, ImageInput image, CancellationToken cancellationToken)
    {
        Caption caption = (await model.CaptionAsync([image], null, cancellationToken).ConfigureAwait(false))[0];
        return model.GetService<ICaptionScorer>() is { } scorer
            ? new CaptionOutput(scorer, caption.Ids) { Output = caption.Text }
            : new CaptionWordsOutput(model, caption.Text) { Output = caption.Text };
    }

    private static async Task<ScoredOutput> ProbeAsync(IVisionLanguageModel model, ImageInput image, string? label, ILinearImageClassifier probe, CancellationToken cancellationToken)
    {
        ProbeStages stages = ProbeStages.Of(model);
        int index = label is null
            ? await Task.Run(() => stages.LikeliestOf(image, probe, cancellationToken), cancellationToken).ConfigureAwait(false)
            : Array.IndexOf([.. probe.Labels], label);
        return index >= 0
            ? new ProbeOutput(stages, probe, index) { Output = probe.Labels[index] }
            : throw new InvalidInputException($"'{label}' is not one of the probe's {probe.Labels.Count} classes: {string.Join(", ", probe.Labels.Take(10))}{(probe.Labels.Count > 10 ? ", …" : "")}.");
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
