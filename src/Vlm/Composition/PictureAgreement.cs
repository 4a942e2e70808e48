using System.Numerics.Tensors;
using Vlm.Onnx;

namespace Vlm.Composition;

/// <summary>How near texts are to the pictures that they were written about, in the joint space of a model.</summary>
internal sealed class PictureAgreement
{
    private const int TextsAtOnce = 64;

    private readonly TextPipeline _texts;
    private readonly IRetrievalHead _space;

    private PictureAgreement(TextPipeline texts, IRetrievalHead space)
    {
        _texts = texts;
        _space = space;
    }

    /// <summary>Null where the model has no joint space, or one that asks for another part of the picture's features than the captioner.</summary>
    public static PictureAgreement? Of(ComposedStages stages, TextPipeline? texts) =>
        stages is { Retrieval: { ImageSizes: { Sequence: not null, Pooled: null } } space } && texts is not null ? new PictureAgreement(texts, space) : null;

    /// <summary>The cosine of each text and its picture.</summary>
    /// <param name="features">The pictures of a group.</param>
    /// <param name="texts">The texts.</param>
    /// <param name="pictures">For each text the place of its picture in the group.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public float[] Of(ImageFeatures features, IReadOnlyList<string> texts, IReadOnlyList<int> pictures, CancellationToken cancellationToken)
    {
        using TensorBuffer<float> seen = _space.EmbedImages(features, cancellationToken);
        for (int i = 0; i < features.BatchSize; i++)
        {
            RowNorm.Normalize(seen.Row(i));
        }

        float[] cosines = new float[texts.Count];
        for (int start = 0; start < cosines.Length; start += TextsAtOnce)
        {
            int count = Math.Min(TextsAtOnce, cosines.Length - start);
            using TextFeatures words = _texts.Encode([.. texts.Skip(start).Take(count)], new StageClock(), out _, cancellationToken);
            using TensorBuffer<float> read = _space.EmbedTexts(words, cancellationToken);
            for (int i = 0; i < count; i++)
            {
                RowNorm.Normalize(read.Row(i));
                cosines[start + i] = TensorPrimitives.Dot<float>(seen.Row(pictures[start + i]), read.Row(i));
            }
        }

        return Array.TrueForAll(cosines, float.IsFinite) ? cosines
            : throw new VlmException("The retrieval head gave an embedding of a picture or of its captions whose values are not all finite numbers. Use another precision of this model (VlmOptions.Precision), or fetch it again.");
    }
}
