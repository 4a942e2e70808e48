using Vlm.Onnx;

namespace Vlm.Generation;

/// <summary>A text that is given, read as if it had been written behind each prompt.</summary>
internal static class GivenText
{
    /// <summary>The log-probability of every id after those before it.</summary>
    /// <param name="steps">One row for each prompt, not started; the caller disposes it.</param>
    /// <param name="ids">The text; at least one id, each of the vocabulary.</param>
    /// <param name="cancellationToken">Checked at every step.</param>
    /// <returns>Per row one for each id.</returns>
    public static float[][] LogProbabilities(IDecoderSteps steps, IReadOnlyList<int> ids, CancellationToken cancellationToken)
    {
        float[][] result = new float[steps.Rows][];
        for (int row = 0; row < result.Length; row++)
        {
            result[row] = new float[ids.Count];
        }

        long[] next = new long[result.Length];
        for (int t = 0; t < ids.Count; t++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (t == 0)
            {
                steps.Start(cancellationToken);
            }
            else
            {
                steps.Step(next, cancellationToken);
            }

            for (int row = 0; row < result.Length; row++)
            {
                ReadOnlySpan<float> logits = steps.Logits(row);
                result[row][t] = (float)((double)logits[ids[t]] - LogSumExp.Of(logits));
            }

            Array.Fill(next, ids[t]);
        }

        return result;
    }

    /// <summary>The text that each id adds.</summary>
    public static IReadOnlyList<string> Pieces(ITokenDecoder tokens, IReadOnlyList<int> ids)
    {
        string[] pieces = new string[ids.Count];
        int length = 0;
        for (int i = 0; i < pieces.Length; i++)
        {
            string text = tokens.Decode([.. ids.Take(i + 1)]);
            pieces[i] = text.Length > length ? text[length..] : "";
            length = Math.Max(length, text.Length);
        }

        return pieces;
    }
}
