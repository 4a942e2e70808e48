using Vlm.Onnx;

namespace Vlm.Generation;

/// <summary>
/// Beam search of one text, as Hugging Face's <c>generate</c> does it: the continuations that end count only among the
/// first k; ended texts are ranked by sum / length^penalty; the search stops when k have ended and no open one can
/// overtake the worst of them at its present length.
/// </summary>
internal sealed class BeamText
{
    private readonly GenerationSettings _settings;
    private readonly CandidateList _candidates;
    private readonly BeamTree _tree;
    private readonly List<Hypothesis> _ended;
    private readonly double[] _scores;

    public BeamText(GenerationSettings settings)
    {
        _settings = settings;
        _candidates = new CandidateList(settings.CandidateCount);
        _tree = new BeamTree(settings.NumBeams);
        _ended = new List<Hypothesis>(settings.NumBeams + 1);
        _scores = new double[settings.NumBeams];
        Parents = new int[settings.NumBeams];
        Tokens = new int[settings.NumBeams];
    }

    /// <summary>After a step: the beam of the step before that each open beam continues.</summary>
    public int[] Parents { get; }

    /// <summary>After a step: the token that each open beam was continued with.</summary>
    public int[] Tokens { get; }

    public bool Finished { get; private set; }

    /// <summary>Continues the beams.</summary>
    /// <param name="step">0 for the first.</param>
    /// <param name="decoder">Has just read the beams' last tokens.</param>
    /// <param name="firstRow">The row of the first beam.</param>
    /// <param name="rows">How many beams are open: one in the first step, then k.</param>
    public void Advance(int step, IDecoderSteps decoder, int firstRow, int rows)
    {
        _candidates.Clear();
        for (int beam = 0; beam < rows; beam++)
        {
            Span<float> logits = decoder.Logits(firstRow + beam);
            float normalizer = LogSumExp.Of(logits);
            _settings.Suppress(logits);
            _candidates.Add(beam, logits, _scores[beam] - normalizer);
        }

        bool last = step + 1 == _settings.MaxNewTokens;
        double divisor = Math.Pow(step + 1, _settings.LengthPenalty);
        int open = 0;
        for (int rank = 0; rank < _candidates.Count; rank++)
        {
            Candidate candidate = _candidates[rank];
            bool end = _settings.IsEnd(candidate.Token);
            if (!end && !last)
            {
                open = Keep(step, candidate, open);
            }
            else if (rank < _settings.NumBeams)
            {
                Close(new Hypothesis(candidate.Score / divisor, candidate, step, end ? FinishReason.EndOfText : FinishReason.Length));
            }
        }

        bool full = _ended.Count == _settings.NumBeams;
        Finished = last || (full && (_settings.EarlyStopping || _ended[^1].Score >= _scores[0] / divisor));
    }

    /// <summary>The best text of a finished search.</summary>
    public GeneratedSequence Best()
    {
        Hypothesis best = _ended[0];
        (int[] ids, float[] logProbabilities) = _tree.Trace(best.Step, best.Last.Beam, best.Last.Token, best.Last.Score);
        return new GeneratedSequence(ids, logProbabilities, best.Last.Score, best.Score, best.Reason);
    }

    private int Keep(int step, Candidate candidate, int open)
    {
        if (open == _settings.NumBeams)
        {
            return open;
        }

        _tree.Set(step, open, candidate.Token, candidate.Beam, candidate.Score);
        _scores[open] = candidate.Score;
        Parents[open] = candidate.Beam;
        Tokens[open] = candidate.Token;
        return open + 1;
    }

    private void Close(Hypothesis hypothesis)
    {
        int at = _ended.Count;
        while (at > 0 && _ended[at - 1].Score < hypothesis.Score)
        {
            at--;
        }

        _ended.Insert(at, hypothesis);
        if (_ended.Count > _settings.NumBeams)
        {
            _ended.RemoveAt(_settings.NumBeams);
        }
    }

    private readonly record struct Hypothesis(double Score, Candidate Last, int Step, FinishReason Reason);
}
