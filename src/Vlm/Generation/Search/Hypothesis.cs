namespace Vlm.Generation;

/// <summary>One text on its way: the prompt's ids and those chosen so far. Reused rather than made anew, since beams change places at every step.</summary>
internal sealed class Hypothesis
{
    private int[] _ids = new int[64];
    private float[] _logProbabilities = new float[64];
    private int[] _encoderIds = [];
    private int _count;

    public int PromptLength { get; private set; }

    /// <summary>How many tokens were chosen.</summary>
    public int Count => _count - PromptLength;

    /// <summary>The greatest number of ids, the prompt's counted.</summary>
    public int MaxLength { get; private set; }

    public ReadOnlySpan<int> Ids => _ids.AsSpan(0, _count);

    public ReadOnlySpan<int> NewIds => Ids[PromptLength..];

    public ReadOnlySpan<float> LogProbabilities => _logProbabilities.AsSpan(0, Count);

    /// <summary>The sum of the scores of the chosen tokens.</summary>
    public double Sum { get; private set; }

    /// <summary>What the texts are ranked by, once this one has ended.</summary>
    public double Score { get; private set; }

    public FinishReason Reason { get; private set; }

    /// <summary>Where the text stands in what it is constrained to.</summary>
    public int State { get; private set; }

    public LogitsContext Context => new() { Ids = Ids, PromptLength = PromptLength, EncoderIds = _encoderIds, MaxLength = MaxLength };

    public void Begin(ReadOnlySpan<int> prompt, ReadOnlySpan<int> encoderPrompt, int maxNewTokens, int state)
    {
        Reserve(prompt.Length);
        prompt.CopyTo(_ids);
        _encoderIds = encoderPrompt.ToArray();
        PromptLength = _count = prompt.Length;
        MaxLength = (int)Math.Min(int.MaxValue, prompt.Length + (long)maxNewTokens);
        State = state;
    }

    /// <summary>Becomes another text with a token behind it.</summary>
    public void Become(Hypothesis source, int token, float logProbability, double sum, int state)
    {
        Reserve(source._count + 1);
        if (source != this)
        {
            source.Ids.CopyTo(_ids);
            source.LogProbabilities.CopyTo(_logProbabilities);
            _encoderIds = source._encoderIds;
            (PromptLength, MaxLength, _count) = (source.PromptLength, source.MaxLength, source._count);
        }

        _logProbabilities[Count] = logProbability;
        _ids[_count++] = token;
        Sum = sum;
        State = state;
    }

    public void Close(double score, FinishReason reason)
    {
        Score = score;
        Reason = reason;
    }

    private void Reserve(int count)
    {
        if (_ids.Length < count)
        {
            Array.Resize(ref _ids, Math.Max(count, _ids.Length * 2));
            Array.Resize(ref _logProbabilities, _ids.Length);
        }
    }
}
