using System.Numerics.Tensors;
using Vlm.Onnx;

namespace Vlm.Composition;

/// <summary>The classes of a trained head, or the image encoder's own, from its extra output <c>logits</c>.</summary>
internal sealed class Tagging(ImagePipeline images, IReadOnlyList<string> labels, IClassificationHead<ImageFeatures>? head = null)
{
    private const int DefaultTop = 5;

    public IReadOnlyList<string> Labels => labels;

    public IReadOnlyList<IReadOnlyList<LabelScore>> Run(IReadOnlyList<ImageInput> inputs, ClassificationOptions? options, CancellationToken cancellationToken)
    {
        List<IReadOnlyList<LabelScore>> results = new(inputs.Count);
        foreach ((int start, int count) in Groups.Of(inputs.Count, options))
        {
            using ImageFeatures features = images.Encode(inputs, start, count, options?.Decode, new StageClock(), cancellationToken);
            using TensorBuffer<float>? scored = head?.Score(features, cancellationToken);
            TensorBuffer<float> logits = scored ?? OwnLogits(features, count);
            for (int i = 0; i < count; i++)
            {
                results.Add(Best(logits.Row(i), options?.Top ?? DefaultTop)
                    ?? throw new VlmException($"{(head is null ? "The image encoder's output 'logits'" : "The classification head's output")} has values that are not numbers (NaN). Use another precision of this model (VlmOptions.Precision), or fetch it again.").AtIndex(start + i));
            }

            Groups.Report(options, results.Count, inputs.Count);
        }

        return results;
    }

    private TensorBuffer<float> OwnLogits(ImageFeatures features, int count) =>
        features.Extras.TryGetValue("logits", out TensorBuffer? extra) && extra is TensorBuffer<float> logits
            ? logits
            : throw new TensorShapeException("the image encoder's classes", $"logits [{count},{labels.Count}]", "no such output");

    // Null where a logit is NaN: everything that follows from it would be too.
    private LabelScore[]? Best(ReadOnlySpan<float> logits, int top)
    {
        float total = LogSumExp.Of(logits);
        if (float.IsNaN(total))
        {
            return null;
        }

        int[] ranked = Ranking.Top(logits, top);
        LabelScore[] best = new LabelScore[ranked.Length];
        for (int i = 0; i < best.Length; i++)
        {
            best[i] = new LabelScore(labels[ranked[i]], MathF.Exp(logits[ranked[i]] - total));
        }

        return best;
    }
}
