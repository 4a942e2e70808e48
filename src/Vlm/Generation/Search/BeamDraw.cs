namespace Vlm.Generation;

/// <summary>
/// Draws the continuations of one text's beams without putting any back, by the softmax of the sums over all beams and tokens, as beam
/// sampling of transformers does. The largest of the sums, each with Gumbel noise of its own added, are such a draw, in its order
/// (Kool, van Hoof and Welling, "Stochastic beams and where to find them", 2019).
/// </summary>
internal sealed class BeamDraw
{
    private readonly (double Key, Candidate Drawn)[] _best;
    private RandomStream _random;
    private int _count;

    /// <param name="count">How many are drawn.</param>
    /// <param name="seed">The call's.</param>
    public BeamDraw(int count, long seed)
    {
        _best = new (double, Candidate)[count];
        _random = new RandomStream(seed, 0);
    }

    /// <summary>Offers all tokens that may follow a beam; those that are impossible take no number.</summary>
    /// <param name="beam">The beam.</param>
    /// <param name="scores">The scores of its tokens.</param>
    /// <param name="offset">What makes a score that of the whole: the beam's sum and, for logits, the normaliser.</param>
    /// <param name="logits">The model's logits, which the log-probability of a candidate comes from.</param>
    /// <param name="normalizer">What is subtracted from them.</param>
    public void Add(int beam, ReadOnlySpan<float> scores, double offset, ReadOnlySpan<float> logits, float normalizer)
    {
        for (int token = 0; token < scores.Length; token++)
        {
            if (scores[token] > float.NegativeInfinity)
            {
                double score = scores[token] + offset, key = score - Math.Log(-Math.Log(1 - _random.Next()));
                if (_count < _best.Length || key > _best[^1].Key)
                {
                    Insert(key, new Candidate(score, beam, token, logits[token] - normalizer));
                }
            }
        }
    }

    /// <summary>Moves what was drawn into a list, and is ready for the next step.</summary>
    public void MoveTo(CandidateList list)
    {
        for (int i = 0; i < _count; i++)
        {
            list.Append(_best[i].Drawn);
        }

        _count = 0;
    }

    private void Insert(double key, Candidate candidate)
    {
        int at = _count < _best.Length ? _count++ : _best.Length - 1;
        while (at > 0 && _best[at - 1].Key < key)
        {
            _best[at] = _best[at - 1];
            at--;
        }

        _best[at] = (key, candidate);
    }
}
