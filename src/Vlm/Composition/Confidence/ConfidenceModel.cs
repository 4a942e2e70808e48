using Vlm.Onnx;

namespace Vlm.Composition;

/// <summary>Tells how likely it is that captions and answers fit. Thread-safe.</summary>
internal sealed class ConfidenceModel(GaussianSubspace distribution, LogisticModel? caption, double threshold, LogisticModel? answer)
{
    public bool TellsOfCaptions => caption is not null;

    /// <summary>How far a picture is from those of the training; null where the encoder gave no rows.</summary>
    public float? Distance(ImageFeatures features, int picture)
    {
        if (features.Rows is not { } rows || rows.Shape[1] != distribution.Width)
        {
            return null;
        }

        int width = distribution.Width;
        int start = 0;
        for (int i = 0; i < picture; i++)
        {
            start += features.Counts[i];
        }

        return distribution.Distance(GaussianSubspace.MeanRow(rows.Span.Slice(start * width, features.Counts[picture] * width), width));
    }

    /// <summary>The probability that a caption fits and whether it is too low; null where a signal is missing.</summary>
    public (float Probability, bool IsUnsure)? OfCaption(Caption written, float agreement, float? distance)
    {
        if (caption is null || distance is not { } away || written.TokenLogProbabilities.Count == 0)
        {
            return null;
        }

        double probability = caption.Probability(ConfidenceSignals.OfCaption(written.TokenLogProbabilities, agreement, away));
        return ((float)probability, probability < threshold);
    }

    /// <summary>The probability that an answer is right; null where it cannot be told.</summary>
    public float? OfAnswer(float first, float second, float? distance) =>
        answer is null || distance is not { } away ? null : (float)answer.Probability(ConfidenceSignals.OfAnswer(first, second, away));
}
