using Vlm.Onnx;

namespace Vlm.Composition;

/// <summary>From the features of pictures and questions to scores over a closed list of answers.</summary>
internal abstract class QuestionAnsweringBranch : IDisposable
{
    public abstract IReadOnlyList<string> Labels { get; }

    /// <summary>Refuses encoders whose sizes do not fit.</summary>
    public abstract void Check(IImageEncoder images, ITextEncoder texts);

    /// <summary>Unnormalised scores [B,K]; the caller disposes them.</summary>
    public abstract TensorBuffer<float> Score(ImageFeatures images, TextFeatures texts, CancellationToken cancellationToken);

    public abstract void Dispose();
}

/// <summary>A fusion before one head.</summary>
internal sealed class FusedBranch(IFusion fusion, IClassificationHead<FusedFeatures> head) : QuestionAnsweringBranch
{
    public override IReadOnlyList<string> Labels => head.Labels;

    public override void Check(IImageEncoder images, ITextEncoder texts)
    {
        StageSizes.Require("the fusion's image input", fusion.ImageSizes, "the image encoder", images.OutputSizes);
        StageSizes.Require("the fusion's text input", fusion.TextSizes, "the text encoder", texts.OutputSizes);
        StageSizes.Require("the answer head", head.InputSizes, "the fusion", fusion.OutputSizes);
    }

    public override TensorBuffer<float> Score(ImageFeatures images, TextFeatures texts, CancellationToken cancellationToken)
    {
        using FusedFeatures fused = fusion.Fuse(images, texts, cancellationToken);
        return head.Score(fused, cancellationToken);
    }

    public override void Dispose()
    {
        head.Dispose();
        fusion.Dispose();
    }
}

/// <summary>Two heads behind which their log-probabilities are joined.</summary>
internal sealed class LateBranch(ILateFusion fusion, IClassificationHead<ImageFeatures> imageHead, IClassificationHead<TextFeatures> textHead)
    : QuestionAnsweringBranch
{
    public override IReadOnlyList<string> Labels => imageHead.Labels;

    public override void Check(IImageEncoder images, ITextEncoder texts)
    {
        StageSizes.Require("the image head", imageHead.InputSizes, "the image encoder", images.OutputSizes);
        StageSizes.Require("the question head", textHead.InputSizes, "the text encoder", texts.OutputSizes);
        if (!imageHead.Labels.SequenceEqual(textHead.Labels))
        {
            throw new TensorShapeException(
                "labels of the two heads of a late fusion", $"the image head's {imageHead.Labels.Count} labels",
                $"{textHead.Labels.Count} labels that are not the same", "Give both heads one list in one order.");
        }
    }

    public override TensorBuffer<float> Score(ImageFeatures images, TextFeatures texts, CancellationToken cancellationToken)
    {
        // A log-softmax of log-probabilities changes nothing but rounding, so heads may give either.
        using TensorBuffer<float> image = imageHead.Score(images, cancellationToken);
        LogSumExp.Normalize(image);
        using TensorBuffer<float> text = textHead.Score(texts, cancellationToken);
        LogSumExp.Normalize(text);
        return fusion.Fuse(image, text);
    }

    public override void Dispose()
    {
        imageHead.Dispose();
        textHead.Dispose();
    }
}
