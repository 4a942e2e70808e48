namespace Vlm.Generation;

/// <summary>
/// Beam search of one text, as Hugging Face's <c>generate</c> does it: the continuations that end count only among the
/// first k; ended texts are ranked by sum / length^penalty; the search stops when k have ended and no open one can
/// overtake the worst of them.
/// </summary>
internal sealed class BeamText
{
    private readonly GenerationSettings _settings;
    private readonly CandidateList _candidates;
    private readonly BeamDraw? _draw;
    private readonly EndedTexts _ended;
    private readonly int _maxNewTokens;
    private Hypothesis[] _open;
    private Hypothesis[] _next;

    /// <param name="settings">What to generate by.</param>
    /// <param name="prompt">The ids that the text goes on from.</param>
    /// <param name="encoderPrompt">The ids that the encoder has read.</param>
    public BeamText(GenerationSettings settings, ReadOnlySpan<int> prompt, ReadOnlySpan<int> encoderPrompt)
    {
        _settings = settings;
        _maxNewTokens = settings.MaxNewTokens(prompt.Length);
        _candidates = new CandidateList(settings.CandidateCount);
        _draw = settings.Samples ? new BeamDraw(settings.CandidateCount, settings.Seed) : null;
        _ended = new EndedTexts(settings.NumBeams);
        _open = [.. Enumerable.Range(0, settings.NumBeams).Select(_ => new Hypothesis())];
        _next = [.. Enumerable.Range(0, settings.NumBeams).Select(_ => new Hypothesis())];
        _open[0].Begin(prompt, encoderPrompt, _maxNewTokens, settings.Constraint?.Start ?? 0);
        Open = 1;
        Parents = new int[settings.NumBeams];
    }

    /// <summary>How many beams are open: one before the first step, then k, or fewer where the rules leave fewer.</summary>
    public int Open { get; private set; }

    /// <summary>After a step: the beam of the step before that each open beam continues.</summary>
    public int[] Parents { get; }

    public bool Finished { get; private set; }

    /// <summary>The ended texts, best first.</summary>
    public EndedTexts Ended => _ended;

    /// <summary>The last token of an open beam.</summary>
    public int LastToken(int beam) => _open[beam].Ids[^1];

    /// <summary>Continues the beams.</summary>
    /// <param name="decoder">Has just read the beams' last tokens.</param>
    /// <param name="firstRow">The row of the first beam.</param>
    /// <param name="scoring">Applies the rules.</param>
    /// <param name="timeIsOver">Whether this token is the last one because of the time.</param>
    public void Advance(IDecoderSteps decoder, int firstRow, NextTokenScores scoring, bool timeIsOver)
    {
        FindCandidates(decoder, firstRow, scoring);
        int length = _open[0].Count + 1;
        FinishReason? last = length == _maxNewTokens ? FinishReason.Length : timeIsOver ? FinishReason.Time : null;
        double divisor = Math.Pow(length, _settings.LengthPenalty);
        int kept = 0;
        for (int rank = 0; rank < _candidates.Count; rank++)
        {
            Candidate candidate = _candidates[rank];
            FinishReason? end = EndOf(candidate) ?? last;
            if (end is null)
            {
                kept = Keep(candidate, kept);
            }
            else if (rank < _settings.NumBeams)
            {
                _ended.Offer(_open[candidate.Beam], candidate, candidate.Score / divisor, end.Value);
            }
        }

        (_open, _next) = (_next, _open);
        Open = kept;
        Finished = last is not null || kept == 0 || (_ended.IsFull && !CanImprove(length));
        if (kept == 0 && _ended.Count == 0)
        {
            throw new GenerationException($"Every token is forbidden as token {length} of the text. Loosen the rules of the options, or what the text is constrained to.");
        }
    }

    private void FindCandidates(IDecoderSteps decoder, int firstRow, NextTokenScores scoring)
    {
        _candidates.Clear();
        for (int beam = 0; beam < Open; beam++)
        {
            ReadOnlySpan<float> logits = decoder.Logits(firstRow + beam);
            ReadOnlySpan<float> scores = scoring.Of(logits, _open[beam]);
            if (_draw is null)
            {
                _candidates.Add(beam, scores, _open[beam].Sum + scoring.Offset, logits, scoring.Normalizer);
            }
            else
            {
                _draw.Add(beam, scores, _open[beam].Sum + scoring.Offset, logits, scoring.Normalizer);
            }
        }

        _draw?.MoveTo(_candidates);
    }

    private FinishReason? EndOf(in Candidate candidate) =>
        _settings.IsEnd(candidate.Token) ? FinishReason.EndOfText
        : _settings.Stop?.Ends(_open[candidate.Beam].NewIds, candidate.Token) == true ? FinishReason.StopString
        : null;

    /// <summary>Opens a beam among those of the next step, which stand in the order of their sums, while there is room or a worse one.</summary>
    private int Keep(in Candidate candidate, int kept)
    {
        int at = kept;
        while (at > 0 && _next[at - 1].Sum < candidate.Score)
        {
            at--;
        }

        if (at == _next.Length)
        {
            return kept;
        }

        int end = Math.Min(kept, _next.Length - 1);
        Hypothesis text = _next[end];
        for (int i = end; i > at; i--)
        {
            _next[i] = _next[i - 1];
            Parents[i] = Parents[i - 1];
        }

        Hypothesis parent = _open[candidate.Beam];
        text.Become(parent, candidate.Token, candidate.LogProbability, candidate.Score, _settings.NextState(parent, candidate.Token));
        _next[at] = text;
        Parents[at] = candidate.Beam;
        return end + 1;
    }

    private bool CanImprove(int length)
    {
        bool atAnyLength = _settings.EarlyStopping == EarlyStopping.Never && _settings.LengthPenalty > 0;
        double divisor = Math.Pow(atAnyLength ? _maxNewTokens : length, _settings.LengthPenalty);
        return _settings.EarlyStopping != EarlyStopping.Always && _open[0].Sum / divisor > _ended[^1].Score;
    }
}
