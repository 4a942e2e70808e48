using Vlm.Encoders;
using Vlm.Heads;

namespace Vlm.Composition;

/// <summary>The captioning of a composed model.</summary>
internal sealed class Captioning(ImagePipeline images, ICaptionHead head, PictureAgreement? agreement, CaptionConfidence? confidence)
{
    private readonly ImageParts _parts = ImagePipeline.PartsOf(head.ImageSizes, head is SessionCaptionHead);
    private readonly CaptionRanking? _ranking = head is SessionCaptionHead searching && agreement is not null ? new CaptionRanking(searching, agreement) : null;

    public IReadOnlyList<Caption> Run(IReadOnlyList<ImageInput> inputs, GenerationOptions? options, CancellationToken cancellationToken)
    {
        CheckPrompt(options);
        GenerationOptions? ranked = Ranked(ref options);
        List<Caption> captions = new(inputs.Count);
        foreach ((int start, int count) in Groups.Of(inputs.Count, options))
        {
            StageClock clock = new();
            using ImageFeatures features = images.Encode(inputs, start, count, options?.Decode, clock, cancellationToken, _parts);
            long began = StageClock.Now;
            IReadOnlyList<Caption> group = ranked is not null
                ? Array.ConvertAll(_ranking!.Run(features, ranked, cancellationToken), texts => SessionCaptionHead.ToCaption(texts[0]))
                : head.Caption(features, options, cancellationToken);
            clock.Headed(began);
            (float Probability, bool IsUnsure)?[]? fits = options is { WithConfidence: true } ? confidence?.Of(features, group, cancellationToken) : null;
            StageTimings timings = clock.Timings();
            for (int i = 0; i < group.Count; i++)
            {
                Caption caption = group[i];
                captions.Add(new Caption
                {
                    Text = caption.Text,
                    Ids = caption.Ids,
                    TokenLogProbabilities = caption.TokenLogProbabilities,
                    LogProbability = caption.LogProbability,
                    Score = caption.Score,
                    FinishReason = caption.FinishReason,
                    Confidence = fits?[i]?.Probability,
                    IsUnsure = fits?[i]?.IsUnsure ?? false,
                    Timings = timings,
                });
            }

            Groups.Report(options, captions.Count, inputs.Count);
        }

        return captions;
    }

    /// <summary>The head where it can say how likely a given caption is.</summary>
    public SessionCaptionHead? Scorer => head as SessionCaptionHead;

    public IReadOnlyList<IReadOnlyList<float>> Score(IReadOnlyList<ImageInput> inputs, IReadOnlyList<int> ids, CancellationToken cancellationToken)
    {
        List<IReadOnlyList<float>> scores = new(inputs.Count);
        foreach ((int start, int count) in Groups.Of(inputs.Count, null))
        {
            using ImageFeatures features = images.Encode(inputs, start, count, null, null, cancellationToken, _parts);
            scores.AddRange(Scorer!.Score(features, ids, cancellationToken));
        }

        return scores;
    }

    /// <summary>All texts that the search finds about each picture. Only where <see cref="Scorer"/> is there.</summary>
    public IReadOnlyList<IReadOnlyList<GeneratedSequence>> Generate(IReadOnlyList<ImageInput> inputs, GenerationOptions? options, CancellationToken cancellationToken)
    {
        GenerationOptions? ranked = Ranked(ref options);
        List<IReadOnlyList<GeneratedSequence>> texts = new(inputs.Count);
        foreach ((int start, int count) in Groups.Of(inputs.Count, options))
        {
            using ImageFeatures features = images.Encode(inputs, start, count, options?.Decode, null, cancellationToken, _parts);
            texts.AddRange(ranked is not null ? _ranking!.Run(features, ranked, cancellationToken) : Scorer!.Generate(features, options, cancellationToken));
            Groups.Report(options, texts.Count, inputs.Count);
        }

        return texts;
    }

    public IEnumerable<TextUpdate> Stream(ImageInput input, GenerationOptions? options, CancellationToken cancellationToken)
    {
        CheckPrompt(options);
        using ImageFeatures features = images.Encode([input], 0, 1, options?.Decode, new StageClock(), cancellationToken, _parts);
        foreach (TextUpdate update in head.Stream(features, options, cancellationToken))
        {
            yield return update;
        }
    }

    // The merged options where texts are ranked; null where they are not. Choices are scored, not searched for, and ask for no ranking.
    private GenerationOptions? Ranked(ref GenerationOptions? options)
    {
        if (!((options?.RerankWeight ?? Scorer?.RerankWeight) > 0))
        {
            return null;
        }

        if (_ranking is null)
        {
            throw new NotSupportedException("RerankWeight (the call's, or rerank_weight in vlm.json) asks for captions that are ranked by how near they are to the picture in a joint space. Give the builder a trained captioner, a text encoder and a retrieval head over the same rows, or set it to 0.");
        }

        GenerationOptions merged = Scorer!.Merged(options);
        if (merged.Choices is null)
        {
            return merged;
        }

        merged.RerankWeight = 0;
        options = merged;
        return null;
    }

    private static void CheckPrompt(GenerationOptions? options)
    {
        if (options?.Prompt is { } prompt)
        {
            throw new NotSupportedException($"This captioner reads pictures only and takes no prompt (found '{prompt}'). Leave Prompt null, or use a model that is asked in words.");
        }
    }
}
