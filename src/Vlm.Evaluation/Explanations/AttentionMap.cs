namespace Vlm.Evaluation;

/// <summary>One map from attention weights: the mean over layers, heads and queries of how much each cell is looked at.</summary>
internal static class AttentionMap
{
    /// <summary>From [1,heads,queries,keys] or [layers,1,heads,queries,keys]; null where the keys are no square grid, with or without one class token before it.</summary>
    public static IReadOnlyList<IReadOnlyList<double>>? Of(TensorBuffer<float> attention)
    {
        if (attention.Shape.Length is not (4 or 5))
        {
            return null;
        }

        int keys = (int)attention.Shape[^1], queries = (int)attention.Shape[^2];
        int token = IsSquare(keys) ? 0 : IsSquare(keys - 1) ? 1 : -1;
        if (token < 0 || keys - token == 0)
        {
            return null;
        }

        double[] sums = new double[keys - token];
        int maps = 0;
        ReadOnlySpan<float> weights = attention.Span;
        for (int at = 0; at < weights.Length; at += keys)
        {
            // Where there is a class token, what it looks at is what the pooled vector is made of.
            if (token == 1 && queries == keys && at / keys % queries != 0)
            {
                continue;
            }

            maps++;
            for (int k = 0; k < sums.Length; k++)
            {
                sums[k] += weights[at + token + k];
            }
        }

        int side = (int)Math.Sqrt(sums.Length);
        return [.. sums.Select(sum => sum / maps).Chunk(side)];
    }

    private static bool IsSquare(int count) => count > 0 && (int)Math.Sqrt(count) is var side && side * side == count;
}
