namespace Vlm;

/// <summary>A point of the joint space of pictures and texts.</summary>
/// <remarks>Immutable.</remarks>
public sealed class Embedding
{
    /// <summary>Wraps a vector, without a copy.</summary>
    /// <param name="vector">The components.</param>
    public Embedding(ReadOnlyMemory<float> vector) => Vector = vector;

    /// <summary>The components.</summary>
    public ReadOnlyMemory<float> Vector { get; }

    /// <summary>The number of components.</summary>
    public int Dimensions => Vector.Length;

    /// <summary>Whether the text was longer than the model's positions and was cut.</summary>
    public bool Truncated { get; init; }

    /// <summary>The cosine of the angle between two embeddings, -1 to 1; 0 where one of them is all zeros.</summary>
    /// <param name="left">One embedding.</param>
    /// <param name="right">Another of the same length.</param>
    /// <exception cref="TensorShapeException">The lengths differ.</exception>
    public static float CosineSimilarity(Embedding left, Embedding right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        if (left.Dimensions != right.Dimensions)
        {
            throw new TensorShapeException("embeddings to compare", left.Dimensions.ToString(), right.Dimensions.ToString(), "Both must come from the same model.");
        }

        ReadOnlySpan<float> a = left.Vector.Span, b = right.Vector.Span;
        double dot = 0, normA = 0, normB = 0;
        for (int i = 0; i < a.Length; i++)
        {
            dot += (double)a[i] * b[i];
            normA += (double)a[i] * a[i];
            normB += (double)b[i] * b[i];
        }

        return normA == 0 || normB == 0 ? 0 : (float)Math.Clamp(dot / Math.Sqrt(normA * normB), -1, 1);
    }
}
