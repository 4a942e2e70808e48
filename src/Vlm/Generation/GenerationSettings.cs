namespace Vlm.Generation;

/// <summary>What one call generates by: the options where they say something, the model's where they do not, transformers' defaults else.</summary>
internal sealed class GenerationSettings
{
    // What transformers generates when nobody says how much.
    private const int DefaultMaxNewTokens = 20;

    private readonly int[] _endIds;
    private readonly int? _maxNewTokens;
    private readonly int? _maxLength;
    private readonly int? _maxPositions;
    private readonly bool _forcesBegin;

    /// <param name="defaults">The model's.</param>
    /// <param name="options">The call's; may be null.</param>
    /// <param name="tokens">Turns ids into text; may be null where neither stop strings nor a schema are asked for.</param>
    /// <param name="constraint">What the text is constrained to; null for a free text.</param>
    /// <exception cref="InvalidInputException">Two options contradict each other.</exception>
    public GenerationSettings(GenerationDefaults defaults, GenerationOptions? options = null, ITokenDecoder? tokens = null, GrammarConstraint? constraint = null)
    {
        RefuseReranking(options);
        GenerationOptions merged = MergedOptions.Of(options, defaults.Options);
        _endIds = [.. defaults.EndIds];
        _maxPositions = defaults.MaxPositions;
        _maxNewTokens = merged.MaxNewTokens;
        _maxLength = merged.MaxLength;
        NumBeams = merged.NumBeams ?? 1;
        NumReturnSequences = merged.NumReturnSequences ?? 1;
        LengthPenalty = merged.LengthPenalty ?? 1;
        EarlyStopping = merged.EarlyStopping ?? EarlyStopping.Likely;
        Samples = merged.DoSample == true && merged.Temperature != 0;
        Seed = merged.Seed ?? 0;
        MaxTime = merged.MaxTime;
        Stop = StopStrings.Of(merged.StopStrings, tokens);
        Constraint = constraint;
        _forcesBegin = merged.ForcedBosTokenId >= 0;
        Processors = ProcessorList.Of(merged, _endIds);
        Warpers = Samples ? WarperList.Of(merged, NumBeams > 1 ? _endIds.Length + 1 : 1) : [];
        CheckCounts();
    }

    public int NumBeams { get; }

    public int NumReturnSequences { get; }

    public float LengthPenalty { get; }

    public EarlyStopping EarlyStopping { get; }

    /// <summary>Whether tokens are drawn.</summary>
    public bool Samples { get; }

    public long Seed { get; }

    public TimeSpan? MaxTime { get; }

    /// <summary>Null where no string stops.</summary>
    public StopStrings? Stop { get; }

    /// <summary>Null where the text is free.</summary>
    public GrammarConstraint? Constraint { get; }

    /// <summary>The rules in the order of transformers, the caller's last.</summary>
    public ILogitsProcessor[] Processors { get; }

    /// <summary>What narrows a draw, in the order of transformers; none where nothing is drawn.</summary>
    public ILogitsProcessor[] Warpers { get; }

    public ReadOnlySpan<int> EndIds => _endIds;

    /// <summary>How many continuations a step of beam search looks at, so that enough open ones remain when all end tokens are among them.</summary>
    public int CandidateCount => (int)Math.Min(int.MaxValue, Math.Max(2, 1 + _endIds.Length) * (long)NumBeams);

    /// <summary>Whether the next token of a text is given (<c>forced_bos_token_id</c>), so that what it is constrained to begins behind it.</summary>
    public bool IsForcedBegin(Hypothesis text) => _forcesBegin && text.Ids.Length == 1;

    /// <summary>Where a text stands, with a token more, in what it is constrained to.</summary>
    public int NextState(Hypothesis text, int token) => Constraint is null || IsForcedBegin(text) ? text.State : Constraint.Next(text.State, token);

    public bool IsEnd(int id) => Array.IndexOf(_endIds, id) >= 0;

    /// <summary>The greatest number of tokens behind a prompt.</summary>
    /// <exception cref="InvalidInputException">The prompt is longer than the model's positions or the greatest length.</exception>
    public int MaxNewTokens(int promptLength)
    {
        if (promptLength > _maxPositions)
        {
            throw new InvalidInputException($"The prompt has {promptLength} tokens, but the model has {_maxPositions} positions. Shorten the text, or give fewer or smaller pictures.");
        }

        if (_maxNewTokens is null && promptLength >= _maxLength)
        {
            throw new InvalidInputException($"The prompt has {promptLength} tokens, and MaxLength, which counts them, is {_maxLength}: nothing could be generated. Ask for MaxNewTokens instead.");
        }

        // The last token is chosen but never read, so that n positions make n + 1 - prompt tokens.
        int wanted = _maxNewTokens ?? _maxLength - promptLength ?? DefaultMaxNewTokens;
        return Math.Min(wanted, (_maxPositions ?? int.MaxValue - 1) - promptLength + 1);
    }

    /// <summary>Refuses what a generator alone cannot do; who can takes the weight out of the options first.</summary>
    public static void RefuseReranking(GenerationOptions? options)
    {
        if (options?.RerankWeight > 0)
        {
            throw new NotSupportedException("RerankWeight asks for texts that are ranked by how near they are to the picture in a joint space, which this model does not have. Leave it null, or use a composed model with a retrieval head.");
        }
    }

    private void CheckCounts()
    {
        if (NumBeams > 1 && NumReturnSequences > NumBeams)
        {
            throw new InvalidInputException($"{NumReturnSequences} texts are asked of {NumBeams} beams; ask for at most as many texts as beams.");
        }

        if (NumBeams == 1 && NumReturnSequences > 1 && !Samples)
        {
            throw new InvalidInputException($"{NumReturnSequences} texts are asked of greedy search, which knows one; set DoSample, or NumBeams to {NumReturnSequences} or more.");
        }
    }
}
