using System.Numerics;

namespace Vlm.Generation;

/// <summary>The continuations of one text's beams that a step looks at: the best ones, best first, among equals the earlier beam, then the lower id; or those drawn, in their order.</summary>
internal sealed class CandidateList
{
    private readonly Candidate[] _best;
    private readonly (float Score, int Token)[] _row;

    public CandidateList(int capacity)
    {
        _best = new Candidate[capacity];
        _row = new (float, int)[capacity];
    }

    public int Count { get; private set; }

    public Candidate this[int rank] => _best[rank];

    public void Clear() => Count = 0;

    /// <summary>Offers all tokens that may follow a beam; those that are impossible are not kept.</summary>
    /// <param name="beam">The beam.</param>
    /// <param name="scores">The scores of its tokens.</param>
    /// <param name="offset">What makes a score that of the whole: the beam's sum and, for logits, the normaliser.</param>
    /// <param name="logits">The model's logits, which the log-probability of a candidate comes from.</param>
    /// <param name="normalizer">What is subtracted from them.</param>
    public void Add(int beam, ReadOnlySpan<float> scores, double offset, ReadOnlySpan<float> logits, float normalizer)
    {
        int count = BestOf(scores);
        for (int i = 0; i < count; i++)
        {
            double score = _row[i].Score + offset;
            if (double.IsNegativeInfinity(score) || (Count == _best.Length && score <= _best[^1].Score))
            {
                return;
            }

            Insert(new Candidate(score, beam, _row[i].Token, logits[_row[i].Token] - normalizer));
        }
    }

    /// <summary>Appends a candidate where it is, without regard to its score.</summary>
    public void Append(Candidate candidate) => _best[Count++] = candidate;

    private void Insert(Candidate candidate)
    {
        int at = Count < _best.Length ? Count++ : _best.Length - 1;
        while (at > 0 && _best[at - 1].Score < candidate.Score)
        {
            _best[at] = _best[at - 1];
            at--;
        }

        _best[at] = candidate;
    }

    private int BestOf(ReadOnlySpan<float> scores)
    {
        int count = 0, i = 0;
        for (; i < scores.Length && count < _row.Length; i++)
        {
            count = InsertToken(scores[i], i, count);
        }

        // Nearly all blocks hold nothing better than the worst that is kept, which one comparison tells.
        for (; i <= scores.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            if (Vector.GreaterThanAny(new Vector<float>(scores[i..]), new Vector<float>(_row[count - 1].Score)))
            {
                for (int j = i; j < i + Vector<float>.Count; j++)
                {
                    count = InsertToken(scores[j], j, count);
                }
            }
        }

        for (; i < scores.Length; i++)
        {
            count = InsertToken(scores[i], i, count);
        }

        return count;
    }

    private int InsertToken(float score, int token, int count)
    {
        if (count == _row.Length)
        {
            if (!(score > _row[count - 1].Score))
            {
                return count;
            }

            count--;
        }

        int at = count;
        while (at > 0 && _row[at - 1].Score < score)
        {
            _row[at] = _row[at - 1];
            at--;
        }

        _row[at] = (score, token);
        return count + 1;
    }
}
