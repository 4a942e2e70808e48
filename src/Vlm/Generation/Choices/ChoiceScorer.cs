using Vlm.Onnx;

namespace Vlm.Generation;

/// <summary>
/// Reads a closed set of texts behind each prompt, which is read once: the probability of each is that of its tokens and of the end behind them.
/// </summary>
internal sealed class ChoiceScorer
{
    // Each row holds a cache of its own; more of them at once would take memory and hardly be faster.
    private const int MaxRows = 32;

    private readonly ChoiceSpellings _spellings;
    private readonly int[] _endIds;
    private readonly float[][][] _tokens;
    private readonly double[][] _ends;

    private ChoiceScorer(IDecoderSteps decoder, ChoiceSpellings spellings, ReadOnlySpan<int> endIds)
    {
        _spellings = spellings;
        _endIds = endIds.ToArray();
        _tokens = [.. Enumerable.Range(0, decoder.Rows).Select(_ => spellings.Ids.Select(ids => new float[ids.Length + 1]).ToArray())];
        _ends = [.. Enumerable.Range(0, decoder.Rows).Select(_ => new double[spellings.Ids.Count])];
    }

    /// <summary>Scores all choices.</summary>
    /// <param name="decoder">One row for each prompt; the caller disposes it.</param>
    /// <param name="spellings">The choices.</param>
    /// <param name="endIds">The ids that end a text.</param>
    /// <param name="cancellationToken">Checked at every step.</param>
    /// <returns>For each prompt all choices, the likeliest first, among equals the earlier.</returns>
    public static GeneratedSequence[][] Run(IDecoderSteps decoder, ChoiceSpellings spellings, ReadOnlySpan<int> endIds, CancellationToken cancellationToken)
    {
        ChoiceScorer scorer = new(decoder, spellings, endIds);
        decoder.Start(cancellationToken);
        ChoiceNode tree = ChoiceNode.TreeOf(spellings.Ids);
        List<Way> ways = [];
        for (int text = 0; text < decoder.Rows; text++)
        {
            scorer.Read(decoder.Logits(text), new Way(text, tree, text, [], 0), text, ways);
        }

        scorer.Follow(decoder, ways, cancellationToken);
        return [.. Enumerable.Range(0, scorer._ends.Length).Select(scorer.Ranked)];
    }

    /// <summary>Reads the next tokens of all ways, a part of them at a time, and goes on to the ends.</summary>
    private void Follow(IDecoderSteps source, List<Way> ways, CancellationToken cancellationToken)
    {
        foreach (Way[] part in ways.Chunk(MaxRows))
        {
            cancellationToken.ThrowIfCancellationRequested();
            using IDecoderSteps fork = source.Fork(Array.ConvertAll(part, way => way.Row));
            fork.Step(Array.ConvertAll(part, way => (long)way.Node.Token), cancellationToken);
            List<Way> next = [];
            for (int row = 0; row < part.Length; row++)
            {
                Read(fork.Logits(row), part[row], row, next);
            }

            if (next.Count > 0)
            {
                Follow(fork, next, cancellationToken);
            }
        }
    }

    /// <summary>Notes what the model gives to the end and to each token that may follow a way.</summary>
    private void Read(ReadOnlySpan<float> logits, Way way, int row, List<Way> next)
    {
        float normalizer = LogSumExp.Of(logits);
        if (!float.IsFinite(normalizer))
        {
            throw new GenerationException($"The model gave logits that are no finite numbers behind {way.Tokens.Length} tokens of a choice. Another precision of the model may help: half precision overflows first.");
        }

        foreach (int spelling in way.Node.Ends)
        {
            double end = EndOf(logits) - normalizer;
            way.Tokens.CopyTo(_tokens[way.Text][spelling].AsSpan());
            _tokens[way.Text][spelling][^1] = (float)end;
            _ends[way.Text][spelling] = way.Sum + end;
        }

        foreach (ChoiceNode child in way.Node.Children)
        {
            double token = (double)logits[child.Token] - normalizer;
            next.Add(new Way(way.Text, child, row, [.. way.Tokens, (float)token], way.Sum + token));
        }
    }

    /// <summary>The logarithm of the sum over the end tokens.</summary>
    private double EndOf(ReadOnlySpan<float> logits)
    {
        double largest = double.NegativeInfinity, sum = 0;
        foreach (int id in _endIds)
        {
            largest = Math.Max(largest, logits[id]);
        }

        foreach (int id in _endIds)
        {
            sum += double.IsFinite(largest) ? Math.Exp(logits[id] - largest) : 0;
        }

        return largest + Math.Log(sum);
    }

    private GeneratedSequence[] Ranked(int text)
    {
        double[] scores = new double[_spellings.Choices.Count];
        int[] best = new int[scores.Length];
        Array.Fill(scores, double.NegativeInfinity);
        Array.Fill(best, -1);
        for (int spelling = 0; spelling < _spellings.Ids.Count; spelling++)
        {
            int choice = _spellings.ChoiceOf[spelling];
            double score = _ends[text][spelling];
            best[choice] = best[choice] < 0 || score > _ends[text][best[choice]] ? spelling : best[choice];
            scores[choice] = Add(scores[choice], score);
        }

        double total = scores.Aggregate(double.NegativeInfinity, Add);
        return [.. Enumerable.Range(0, scores.Length).OrderByDescending(choice => scores[choice]).Select(choice => new GeneratedSequence
        {
            Text = _spellings.Choices[choice],
            Ids = [.. _spellings.Ids[best[choice]], _endIds[0]],
            TokenLogProbabilities = _tokens[text][best[choice]],
            LogProbability = scores[choice],
            Score = scores[choice],
            Probability = (float)Math.Exp(scores[choice] - total),
            FinishReason = FinishReason.Choice,
        })];
    }

    /// <summary>ln(exp a + exp b).</summary>
    private static double Add(double a, double b)
    {
        double larger = Math.Max(a, b);
        return double.IsNegativeInfinity(larger) ? larger : larger + Math.Log(Math.Exp(a - larger) + Math.Exp(b - larger));
    }

    /// <summary>A spelling so far: the row of a decoder that has read it, but for its last token.</summary>
    private sealed record Way(int Text, ChoiceNode Node, int Row, float[] Tokens, double Sum);
}
