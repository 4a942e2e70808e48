namespace Vlm.Evaluation;

/// <summary>Makes deletion and insertion curves for an order of cells, and for random ones.</summary>
internal static class FaithfulnessCurves
{
    public const int Steps = 14;

    public static int PicturesOf(ExplanationOptions options) => 2 * (Steps + 1) * (1 + options.RandomOrders);

    public static async Task<Faithfulness> MeasureAsync(CellOcclusion occlusion, double[] values, ExplanationOptions options, CancellationToken cancellationToken)
    {
        int[] order = [.. Enumerable.Range(0, values.Length).OrderByDescending(cell => values[cell]).ThenBy(cell => cell)];
        (double[] deletion, double[] insertion) = await FollowAsync(occlusion, order, cancellationToken).ConfigureAwait(false);
        double[] randomDeletion = new double[options.RandomOrders == 0 ? 0 : Steps + 1], randomInsertion = new double[randomDeletion.Length];
        for (int r = 0; r < options.RandomOrders; r++)
        {
            int[] shuffled = [.. Enumerable.Range(0, values.Length)];
            new RandomStream(options.Seed, (ulong)r).Shuffle<int>(shuffled);
            (double[] one, double[] other) = await FollowAsync(occlusion, shuffled, cancellationToken).ConfigureAwait(false);
            for (int i = 0; i <= Steps; i++)
            {
                randomDeletion[i] += one[i] / options.RandomOrders;
                randomInsertion[i] += other[i] / options.RandomOrders;
            }
        }

        double whole = deletion[0], gray = deletion[Steps];
        if (Math.Abs(whole - gray) < 1e-9)
        {
            return new Faithfulness { Deletion = [], Insertion = [], Reason = "a gray picture has the same score as the whole one, so that no curve can fall or rise" };
        }

        return new Faithfulness { Deletion = Scaled(deletion), Insertion = Scaled(insertion), RandomDeletion = Scaled(randomDeletion), RandomInsertion = Scaled(randomInsertion) };

        double[] Scaled(double[] curve) => Array.ConvertAll(curve, score => (score - gray) / (whole - gray));
    }

    private static async Task<(double[] Deletion, double[] Insertion)> FollowAsync(CellOcclusion occlusion, int[] order, CancellationToken cancellationToken)
    {
        int[] counts = [.. Enumerable.Range(0, Steps + 1).Select(step => (int)Math.Round(order.Length * (double)step / Steps))];
        double[][] deleted = await occlusion.ScoreAsync([.. counts.Select(count => order[..count])], cancellationToken).ConfigureAwait(false);
        double[][] inserted = await occlusion.ScoreAsync([.. counts.Select(count => order[count..])], cancellationToken).ConfigureAwait(false);
        return (Array.ConvertAll(deleted, scores => scores[0]), Array.ConvertAll(inserted, scores => scores[0]));
    }
}
