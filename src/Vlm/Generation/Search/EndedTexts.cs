namespace Vlm.Generation;

/// <summary>The best ended texts of a beam search, best first, among equals the earlier. What falls out is used again.</summary>
internal sealed class EndedTexts(int capacity)
{
    private readonly List<Hypothesis> _ranked = new(capacity + 1);
    private Hypothesis? _spare;

    public int Count => _ranked.Count;

    public bool IsFull => _ranked.Count == capacity;

    public Hypothesis this[int rank] => _ranked[rank];

    /// <summary>Ends a text with a candidate, and keeps it if it is among the best.</summary>
    public void Offer(Hypothesis parent, in Candidate candidate, double score, FinishReason reason)
    {
        if (IsFull && _ranked[^1].Score >= score)
        {
            return;
        }

        Hypothesis text = Interlocked.Exchange(ref _spare, null) ?? new Hypothesis();
        text.Become(parent, candidate.Token, candidate.LogProbability, candidate.Score, parent.State);
        text.Close(score, reason);
        int at = _ranked.Count;
        while (at > 0 && _ranked[at - 1].Score < score)
        {
            at--;
        }

        _ranked.Insert(at, text);
        if (_ranked.Count > capacity)
        {
            _spare = _ranked[^1];
            _ranked.RemoveAt(capacity);
        }
    }
}
