using Vlm.Onnx;

namespace Vlm.Composition;

/// <summary>How likely captions are to fit their pictures: reads them back into the joint space and asks the <see cref="ConfidenceModel"/>.</summary>
internal sealed class CaptionConfidence
{
    private readonly ConfidenceModel _model;
    private readonly TextPipeline _texts;
    private readonly IRetrievalHead _space;

    private CaptionConfidence(ConfidenceModel model, TextPipeline texts, IRetrievalHead space)
    {
        _model = model;
        _texts = texts;
        _space = space;
    }

    /// <summary>Null where the model has no such file, no joint space, or one that asks for another part of the picture's features than the captioner.</summary>
    public static CaptionConfidence? Of(ComposedStages stages, TextPipeline? texts) =>
        stages is { Confidence: { TellsOfCaptions: true } model, Retrieval: { ImageSizes: { Sequence: not null, Pooled: null } } space } && texts is not null
            ? new CaptionConfidence(model, texts, space)
            : null;

    /// <summary>One for each caption of a group, in its order; null where a signal is missing.</summary>
    public (float Probability, bool IsUnsure)?[] Of(ImageFeatures features, IReadOnlyList<Caption> captions, CancellationToken cancellationToken)
    {
        using TensorBuffer<float> pictures = _space.EmbedImages(features, cancellationToken);
        using TextFeatures words = _texts.Encode([.. captions.Select(caption => caption.Text)], new StageClock(), out _, cancellationToken);
        using TensorBuffer<float> texts = _space.EmbedTexts(words, cancellationToken);
        (float Probability, bool IsUnsure)?[] all = new (float Probability, bool IsUnsure)?[captions.Count];
        for (int i = 0; i < all.Length; i++)
        {
            RowNorm.Normalize(pictures.Row(i));
            RowNorm.Normalize(texts.Row(i));
            float agreement = System.Numerics.Tensors.TensorPrimitives.Dot<float>(pictures.Row(i), texts.Row(i));
            all[i] = _model.OfCaption(captions[i], agreement, _model.Distance(features, i));
        }

        return all;
    }
}
