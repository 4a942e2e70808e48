namespace Vlm.Evaluation;

/// <summary>One way of matching, as far as the search has come.</summary>
internal sealed class MeteorPath
{
    private readonly MeteorMatch?[] _matches;
    private readonly bool[] _usedCandidate;
    private readonly bool[] _usedReference;
    private int _matchedCandidate;
    private int _matchedReference;
    private int _last = -1;

    public MeteorPath(MeteorMatch?[] matches, bool[] usedCandidate, bool[] usedReference)
    {
        _matches = matches;
        _usedCandidate = usedCandidate;
        _usedReference = usedReference;
    }

    private MeteorPath(MeteorPath other)
        : this([.. other._matches], [.. other._usedCandidate], [.. other._usedReference])
    {
        (_matchedCandidate, _matchedReference, _last) = (other._matchedCandidate, other._matchedReference, other._last);
        (Chunks, Index, Distance) = (other.Chunks, other.Index, other.Distance);
    }

    public int Matched => _matchedCandidate + _matchedReference;

    public int Chunks { get; private set; }

    public int Index { get; private set; }

    public int Distance { get; private set; }

    public IEnumerable<MeteorMatch> Matches => _matches.Where(match => match is not null).Select(match => match!.Value);

    public bool IsUsed(int referenceWord) => _usedReference[referenceWord];

    /// <summary>Takes the match that was fixed beforehand.</summary>
    public void TakeFixed()
    {
        MeteorMatch match = _matches[Index]!.Value;
        Count(match);
        AddDistance(match);
    }

    /// <summary>A path that takes the match; null where one of its words is used. The distance is added to this path, not to the new one.</summary>
    public MeteorPath? With(MeteorMatch match)
    {
        if (_usedCandidate.AsSpan(match.CandidateStart, match.CandidateLength).Contains(true) || _usedReference.AsSpan(match.ReferenceStart, match.ReferenceLength).Contains(true))
        {
            return null;
        }

        MeteorPath path = new(this);
        path._matches[match.ReferenceStart] = match;
        path._usedCandidate.AsSpan(match.CandidateStart, match.CandidateLength).Fill(true);
        path._usedReference.AsSpan(match.ReferenceStart, match.ReferenceLength).Fill(true);
        path.Count(match);
        AddDistance(match);
        return path;
    }

    /// <summary>Leaves the word without a match.</summary>
    public void Skip()
    {
        End();
        _last = -1;
        Index++;
    }

    /// <summary>Counts the chunk that reaches up to here.</summary>
    public void End() => Chunks += _last != -1 ? 1 : 0;

    // The totals are whole numbers: a stem match of one word adds 0.6 to one and is cut off again. The reference does so.
    private void Count(MeteorMatch match)
    {
        _matchedCandidate = (int)(_matchedCandidate + (match.CandidateLength * match.Weight));
        _matchedReference = (int)(_matchedReference + (match.ReferenceLength * match.Weight));
        Chunks += _last != -1 && match.CandidateStart != _last ? 1 : 0;
        Index = match.ReferenceEnd;
        _last = match.CandidateEnd;
    }

    private void AddDistance(MeteorMatch match) => Distance += Math.Abs(match.ReferenceStart - match.CandidateStart);
}
