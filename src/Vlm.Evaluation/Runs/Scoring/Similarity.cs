using System.Numerics.Tensors;

namespace Vlm.Evaluation;

/// <summary>The similarity of two normalised embeddings.</summary>
internal static class Similarity
{
    public static float Of(Embedding left, Embedding right) => left.Dimensions == right.Dimensions
        ? TensorPrimitives.Dot(left.Vector.Span, right.Vector.Span)
        : throw new TensorShapeException("embeddings to compare", left.Dimensions.ToString(), right.Dimensions.ToString(), "Both must come from the same model.");

    /// <summary>The embedding at length 1, where a model did not leave it so.</summary>
    /// <exception cref="EvaluationException">A number of it is NaN or infinite: compared with it, everything would stand behind.</exception>
    public static Embedding Unit(Embedding embedding, string id)
    {
        float norm = TensorPrimitives.Norm(embedding.Vector.Span);
        if (!float.IsFinite(norm))
        {
            throw new EvaluationException($"An embedding of '{id}' holds a number that is NaN or infinite, and cannot be ranked. Look at the model with 'vlm embed'; a lower precision may overflow.", id);
        }

        if (norm == 0 || Math.Abs(norm - 1) < 1e-4f)
        {
            return embedding;
        }

        float[] unit = new float[embedding.Dimensions];
        TensorPrimitives.Divide(embedding.Vector.Span, norm, unit);
        return new Embedding(unit);
    }

    /// <summary>For each query the most similar of the candidates; of equals the first.</summary>
    public static int[] Nearest(IReadOnlyList<Embedding> queries, IReadOnlyList<Embedding> candidates, CancellationToken cancellationToken)
    {
        int[] nearest = new int[queries.Count];
        Parallel.For(0, queries.Count, new ParallelOptions { CancellationToken = cancellationToken }, i => nearest[i] = Nearest(queries[i], candidates, _ => true));
        return nearest;
    }

    /// <summary>The most similar of the candidates that are allowed; -1 where none is.</summary>
    public static int Nearest(Embedding query, IReadOnlyList<Embedding> candidates, Func<int, bool> allowed)
    {
        int best = -1;
        float most = float.NegativeInfinity;
        for (int i = 0; i < candidates.Count; i++)
        {
            if (allowed(i) && Of(query, candidates[i]) is var score && (score > most || best < 0))
            {
                (best, most) = (i, score);
            }
        }

        return best;
    }
}
