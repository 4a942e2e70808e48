namespace Vlm.Generation;

/// <summary>Draws a token by the softmax of its scores: the first, in the order of ids, at which the running sum passes the drawn number.</summary>
internal static class TokenDraw
{
    /// <param name="scores">At least one of them finite.</param>
    /// <param name="random">Gives one number.</param>
    public static int From(ReadOnlySpan<float> scores, ref RandomStream random)
    {
        using TokenWeights weights = new(scores);
        double place = random.Next() * weights.Total, sum = 0;
        int last = 0;
        for (int id = 0; id < scores.Length; id++)
        {
            float weight = weights[id];
            if (weight > 0)
            {
                sum += weight;
                last = id;
                if (sum > place)
                {
                    return id;
                }
            }
        }

        return last;
    }
}
