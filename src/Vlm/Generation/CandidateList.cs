using System.Numerics;

namespace Vlm.Generation;

/// <summary>The best continuations of one text's beams, best first; among equals the earlier beam, then the lower id.</summary>
internal sealed class CandidateList
{
    private readonly Candidate[] _best;
    private readonly (float Logit, int Token)[] _row;

    public CandidateList(int capacity)
    {
        _best = new Candidate[capacity];
        _row = new (float, int)[capacity];
    }

    public int Count { get; private set; }

    public Candidate this[int rank] => _best[rank];

    public void Clear() => Count = 0;

    /// <summary>Offers all tokens that may follow a beam.</summary>
    /// <param name="beam">The beam.</param>
    /// <param name="logits">Its logits, suppressed ones at minus infinity.</param>
    /// <param name="offset">What makes a logit the score of the whole: the beam's sum less the normaliser.</param>
    public void Add(int beam, ReadOnlySpan<float> logits, double offset)
    {
        int count = BestOf(logits);
        for (int i = 0; i < count; i++)
        {
            double score = _row[i].Logit + offset;
            if (Count == _best.Length && score <= _best[^1].Score)
            {
                return;
            }

            Insert(new Candidate(score, beam, _row[i].Token));
        }
    }

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

    private int BestOf(ReadOnlySpan<float> logits)
    {
        int count = 0, i = 0;
        for (; i < logits.Length && count < _row.Length; i++)
        {
            count = InsertToken(logits[i], i, count);
        }

        // Nearly all blocks hold nothing better than the worst that is kept, which one comparison tells.
        for (; i <= logits.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            if (Vector.GreaterThanAny(new Vector<float>(logits[i..]), new Vector<float>(_row[count - 1].Logit)))
            {
                for (int j = i; j < i + Vector<float>.Count; j++)
                {
                    count = InsertToken(logits[j], j, count);
                }
            }
        }

        for (; i < logits.Length; i++)
        {
            count = InsertToken(logits[i], i, count);
        }

        return count;
    }

    private int InsertToken(float logit, int token, int count)
    {
        if (count == _row.Length)
        {
            if (!(logit > _row[count - 1].Logit))
            {
                return count;
            }

            count--;
        }

        int at = count;
        while (at > 0 && _row[at - 1].Logit < logit)
        {
            _row[at] = _row[at - 1];
            at--;
        }

        _row[at] = (logit, token);
        return count + 1;
    }
}
