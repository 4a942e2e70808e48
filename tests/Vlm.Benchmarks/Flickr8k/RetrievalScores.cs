using System.Numerics.Tensors;

namespace Vlm.Benchmarks.Flickr8k;

/// <summary>Ranks every caption for every picture and every picture for every caption by cosine.</summary>
internal static class RetrievalScores
{
    /// <summary>Both directions.</summary>
    /// <param name="images">One unit vector a picture.</param>
    /// <param name="texts">One unit vector a caption.</param>
    /// <param name="owners">Per caption, the index of its picture.</param>
    public static (Recall TextToImage, Recall ImageToText) Of(IReadOnlyList<Embedding> images, IReadOnlyList<Embedding> texts, int[] owners)
    {
        float[][] cosines = new float[images.Count][];
        Parallel.For(0, images.Count, i => cosines[i] = [.. texts.Select(t => TensorPrimitives.Dot(images[i].Vector.Span, t.Vector.Span))]);

        int[] textRanks = new int[texts.Count];
        Parallel.For(0, texts.Count, t =>
        {
            float own = cosines[owners[t]][t];
            textRanks[t] = cosines.Count(row => row[t] > own);
        });

        int[] imageRanks = new int[images.Count];
        Parallel.For(0, images.Count, i =>
        {
            float best = owners.Select((owner, t) => owner == i ? cosines[i][t] : float.NegativeInfinity).Max();
            imageRanks[i] = cosines[i].Count(c => c > best);
        });
        return (Recall.Of(textRanks), Recall.Of(imageRanks));
    }
}
