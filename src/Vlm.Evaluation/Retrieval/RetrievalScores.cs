namespace Vlm.Evaluation;

/// <summary>Pictures against captions by a matrix of similarities, both ways. Immutable; thread-safe.</summary>
public sealed class RetrievalScores
{
    private RetrievalScores(RetrievalDirection imageToText, RetrievalDirection textToImage)
    {
        ImageToText = imageToText;
        TextToImage = textToImage;
    }

    /// <summary>Each picture looks for its captions.</summary>
    public RetrievalDirection ImageToText { get; }

    /// <summary>Each caption looks for its picture.</summary>
    public RetrievalDirection TextToImage { get; }

    /// <summary>The sum of R@1, R@5 and R@10 of both directions, in per cent: 0 to 600.</summary>
    public double RecallSum
    {
        get
        {
            int[] cuts = [1, 5, 10];
            return cuts.Sum(k => 100 * ImageToText.Best.RecallAt(k)) + cuts.Sum(k => 100 * TextToImage.Best.RecallAt(k));
        }
    }

    /// <summary>Scores a matrix.</summary>
    /// <param name="similarities">The similarities, [pictures, captions].</param>
    /// <param name="owners">The picture of each caption, from 0; every picture has one or more.</param>
    /// <param name="pictures">The number of pictures.</param>
    /// <param name="ties">Where a right item stands among wrong ones with the same score.</param>
    /// <param name="maxDegreeOfParallelism">At most how many threads work; null for one a processor. The result is the same to the bit.</param>
    /// <param name="cancellationToken">Stops the work between queries.</param>
    /// <exception cref="EvaluationException">A picture has no caption, an owner is out of range, or a similarity is not a number.</exception>
    /// <exception cref="ArgumentException">The sizes do not fit together.</exception>
    public static RetrievalScores Of(
        ReadOnlyMemory<float> similarities, IReadOnlyList<int> owners, int pictures, TieRule ties = TieRule.Pessimistic, int? maxDegreeOfParallelism = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(owners);
        ArgumentOutOfRangeException.ThrowIfLessThan(pictures, 1);
        int captions = owners.Count;
        if ((long)pictures * captions != similarities.Length)
        {
            throw new ArgumentException($"There are {similarities.Length} similarities; {pictures} pictures and {captions} captions have {(long)pictures * captions}.", nameof(similarities));
        }

        int[][] own = CaptionsOf(owners, pictures);
        RelevantRanks[] images = new RelevantRanks[pictures], texts = new RelevantRanks[captions];
        ItemLoop.Run(pictures, maxDegreeOfParallelism, i => images[i] = RelevantRanks.Of(similarities.Span.Slice(i * captions, captions), own[i], ties), cancellationToken);
        ItemLoop.Run(captions, maxDegreeOfParallelism, c => texts[c] = RelevantRanks.Of(Column(similarities.Span, c, captions, pictures), [owners[c]], ties), cancellationToken);
        return new RetrievalScores(new RetrievalDirection(images, ties), new RetrievalDirection(texts, ties));
    }

    internal static float[] Column(ReadOnlySpan<float> similarities, int column, int captions, int pictures)
    {
        float[] values = new float[pictures];
        for (int i = 0; i < pictures; i++)
        {
            values[i] = similarities[(i * captions) + column];
        }

        return values;
    }

    private static int[][] CaptionsOf(IReadOnlyList<int> owners, int pictures)
    {
        List<int>[] own = [.. Enumerable.Range(0, pictures).Select(_ => new List<int>())];
        for (int c = 0; c < owners.Count; c++)
        {
            int owner = owners[c];
            if (owner < 0 || owner >= pictures)
            {
                throw new EvaluationException($"Caption {c} belongs to picture {owner}; there are {pictures}, from 0.") { Index = c };
            }

            own[owner].Add(c);
        }

        int bare = Array.FindIndex(own, list => list.Count == 0);
        return bare < 0 ? [.. own.Select(list => list.ToArray())] : throw new EvaluationException($"Picture {bare} has no caption; there is nothing right to find.") { Index = bare };
    }
}
