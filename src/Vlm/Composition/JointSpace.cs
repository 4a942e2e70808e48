using System.Numerics.Tensors;
using Vlm.Encoders;
using Vlm.Heads;
using Vlm.Onnx;

namespace Vlm.Composition;

/// <summary>The joint space of a composed model: embeddings and scores.</summary>
internal sealed class JointSpace(ImagePipeline images, TextPipeline? texts, IRetrievalHead head)
{
    private readonly ImageParts _parts = ImagePipeline.PartsOf(head.ImageSizes, head is SessionRetrievalHead or PooledRetrievalHead);

    /// <summary>Whether texts have a place in the space, and not pictures alone.</summary>
    public bool ReadsTexts => texts is not null;

    public IReadOnlyList<Embedding> EmbedImages(IReadOnlyList<ImageInput> inputs, EmbeddingOptions? options, CancellationToken cancellationToken)
    {
        Embedding[] embeddings = new Embedding[inputs.Count];
        foreach ((int start, int count) in Groups.Of(inputs.Count, options))
        {
            using ImageFeatures features = images.Encode(inputs, start, count, options?.Decode, null, cancellationToken, _parts);
            using TensorBuffer<float> vectors = head.EmbedImages(features, cancellationToken);
            Collect(vectors, null, options, embeddings, start, count, Outputs?.ImageOutput);
            Groups.Report(options, start + count, inputs.Count);
        }

        return embeddings;
    }

    public IReadOnlyList<Embedding> EmbedTexts(IReadOnlyList<string> inputs, EmbeddingOptions? options, CancellationToken cancellationToken)
    {
        TextPipeline.Check(inputs);
        Embedding[] embeddings = new Embedding[inputs.Count];
        foreach ((int start, int count) in Groups.Of(inputs.Count, options))
        {
            IReadOnlyList<string> group = count == inputs.Count ? inputs : [.. inputs.Skip(start).Take(count)];
            using TextFeatures features = texts!.Encode(group, new StageClock(), out IReadOnlyList<bool> truncated, cancellationToken);
            using TensorBuffer<float> vectors = head.EmbedTexts(features, cancellationToken);
            Collect(vectors, truncated, options, embeddings, start, count, Outputs?.TextOutput);
            Groups.Report(options, start + count, inputs.Count);
        }

        return embeddings;
    }

    public IReadOnlyList<IReadOnlyList<ImageTextScore>> Score(
        IReadOnlyList<ImageInput> pictures, IReadOnlyList<string> words, EmbeddingOptions? options, CancellationToken cancellationToken)
    {
        IReadOnlyList<Embedding> textVectors = EmbedTexts(words, options, cancellationToken);
        IReadOnlyList<Embedding> imageVectors = EmbedImages(pictures, options, cancellationToken);
        return [.. imageVectors.Select(image => ScoreRow(image, textVectors))];
    }

    private ImageTextScore[] ScoreRow(Embedding image, IReadOnlyList<Embedding> words)
    {
        float[] cosines = [.. words.Select(text => Embedding.CosineSimilarity(image, text))];
        if (head.LogitScale is not { } scale)
        {
            return [.. cosines.Select(cosine => new ImageTextScore { Cosine = cosine })];
        }

        float[] logits = [.. cosines.Select(cosine => (cosine * scale) + (head.LogitBias ?? 0))];
        float total = logits.Length == 0 ? 0 : LogSumExp.Of(logits);
        return [.. logits.Select((logit, i) => new ImageTextScore
        {
            Cosine = cosines[i],
            Logit = logit,
            Probability = head.Normalization == ScoreNormalization.Sigmoid ? 1 / (1 + MathF.Exp(-logit)) : MathF.Exp(logit - total),
        })];
    }

    private IEmbeddingOutputs? Outputs => head as IEmbeddingOutputs;

    private static void Collect(
        TensorBuffer<float> vectors, IReadOnlyList<bool>? truncated, EmbeddingOptions? options, Embedding[] embeddings, int start, int count, string? source)
    {
        for (int i = 0; i < count; i++)
        {
            float[] vector = vectors.Row(i).ToArray();
            if (!TensorPrimitives.IsFiniteAll<float>(vector))
            {
                // A cosine with it would be NaN, and an index with it would answer nothing.
                throw new VlmException(
                    $"{source ?? "The retrieval head"} gave an embedding whose values are not all finite numbers. Use another precision of this model (VlmOptions.Precision: half precision overflows first), or fetch it again.").AtIndex(start + i);
            }

            if (options?.Normalize ?? true)
            {
                RowNorm.Normalize(vector);
            }

            embeddings[start + i] = new Embedding(vector) { Truncated = truncated?[i] ?? false };
        }
    }
}
