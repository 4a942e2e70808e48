namespace Vlm.Composition;

/// <summary>How likely captions are to fit their pictures: reads them back into the joint space and asks the <see cref="ConfidenceModel"/>.</summary>
internal sealed class CaptionConfidence
{
    private readonly ConfidenceModel _model;
    private readonly PictureAgreement _agreement;

    private CaptionConfidence(ConfidenceModel model, PictureAgreement agreement)
    {
        _model = model;
        _agreement = agreement;
    }

    /// <summary>Null where the model has no such file, or nothing tells how near captions are to pictures.</summary>
    public static CaptionConfidence? Of(ComposedStages stages, PictureAgreement? agreement) =>
        stages.Confidence is { TellsOfCaptions: true } model && agreement is not null ? new CaptionConfidence(model, agreement) : null;

    /// <summary>One for each caption of a group, in its order; null where a signal is missing.</summary>
    public (float Probability, bool IsUnsure)?[] Of(ImageFeatures features, IReadOnlyList<Caption> captions, CancellationToken cancellationToken)
    {
        float[] cosines = _agreement.Of(features, [.. captions.Select(caption => caption.Text)], [.. Enumerable.Range(0, captions.Count)], cancellationToken);
        return [.. captions.Select((caption, i) => _model.OfCaption(caption, cosines[i], _model.Distance(features, i)))];
    }
}
