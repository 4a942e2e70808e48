namespace Vlm.Generation;

/// <summary>The front of generation: what a folder says and a call asks for, the searches, the text. Thread-safe; a decoder belongs to one call.</summary>
/// <param name="defaults">The folder's.</param>
/// <param name="tokens">Turns ids into text; choices and schemas need an <see cref="ITokenizer"/>.</param>
/// <param name="vocabularySize">The number of tokens that the decoder chooses from.</param>
internal sealed class GenerationEngine(GenerationDefaults defaults, ITokenDecoder tokens, int vocabularySize)
{
    private readonly int[] _endIds = [.. defaults.EndIds];
    private readonly Lazy<TokenVocabulary> _vocabulary = new(() => TokenVocabulary.Of(tokens, vocabularySize));

    /// <summary>Generates to the end.</summary>
    /// <param name="steps">One row for each prompt; the caller disposes it.</param>
    /// <param name="options">The call's; null for the folder's own.</param>
    /// <param name="cancellationToken">Checked at every token.</param>
    /// <returns>Per prompt its texts, best first.</returns>
    public GeneratedSequence[][] Generate(IDecoderSteps steps, GenerationOptions? options, CancellationToken cancellationToken) =>
        Generate(steps, Settings(options), options?.Choices, cancellationToken);

    /// <summary>Scores a closed set of texts behind each prompt.</summary>
    /// <returns>Per prompt all choices, the likeliest first.</returns>
    public GeneratedSequence[][] Choose(IDecoderSteps steps, IReadOnlyList<string> choices, CancellationToken cancellationToken)
    {
        ChoiceSpellings spellings = ChoiceSpellings.Of(choices, tokens as ITokenizer ?? throw new InvalidInputException("Choices need a tokenizer that encodes; this model was given one that only decodes."));
        int longest = spellings.Ids.Max(ids => ids.Length);
        for (int row = 0; row < steps.Rows; row++)
        {
            if (steps.Prompt(row).Length + longest > defaults.MaxPositions)
            {
                throw new InvalidInputException($"The prompt has {steps.Prompt(row).Length} tokens and the longest choice {longest}, but the model has {defaults.MaxPositions} positions.");
            }
        }

        return ChoiceScorer.Run(steps, spellings, _endIds, cancellationToken);
    }

    /// <summary>Reads a given text as if it had been generated behind each prompt.</summary>
    /// <param name="steps">One row for each prompt; the caller disposes it.</param>
    /// <param name="ids">The text, one id or more.</param>
    /// <param name="cancellationToken">Checked at every token.</param>
    /// <returns>Per prompt that text, with the log-probability of every id after those before it.</returns>
    /// <exception cref="InvalidInputException">There are no ids, more than the model has positions for, or one that it does not know.</exception>
    public GeneratedSequence[][] Score(IDecoderSteps steps, IReadOnlyList<int> ids, CancellationToken cancellationToken)
    {
        CheckGiven(steps, ids);
        string text = tokens.Decode([.. ids]);
        return Array.ConvertAll(GivenText.LogProbabilities(steps, ids, cancellationToken), logProbabilities => (GeneratedSequence[])[new GeneratedSequence
        {
            Text = text,
            Ids = ids,
            TokenLogProbabilities = logProbabilities,
            LogProbability = logProbabilities.Sum(p => (double)p),
            Score = logProbabilities.Sum(p => (double)p),
            FinishReason = Array.IndexOf(_endIds, ids[^1]) >= 0 ? FinishReason.EndOfText : FinishReason.Length,
        }]);
    }

    /// <summary>Generates one text, piece by piece.</summary>
    /// <param name="steps">One row; the caller disposes it.</param>
    /// <param name="options">The call's; the number of beams and of texts is taken as 1.</param>
    /// <param name="cancellationToken">Checked at every token.</param>
    /// <param name="lead">Ids that the text goes on from and that are a part of it: their text comes first, and spells the next ones. None for null.</param>
    public IEnumerable<TextUpdate> Stream(IDecoderSteps steps, GenerationOptions? options, CancellationToken cancellationToken, int[]? lead = null)
    {
        GenerationOptions single = options?.Clone() ?? new GenerationOptions();
        single.NumBeams = single.NumReturnSequences = 1;
        single.RerankWeight = 0;
        GenerationSettings settings = Settings(single);
        return single.Choices is { } choices ? Chosen(steps, settings, choices, cancellationToken) : Pieces(steps, settings, lead ?? [], cancellationToken);
    }

    private GeneratedSequence[][] Generate(IDecoderSteps steps, GenerationSettings settings, IReadOnlyList<string>? choices, CancellationToken cancellationToken)
    {
        if (choices is not null)
        {
            return Array.ConvertAll(Choose(steps, choices, cancellationToken), ranked => ranked[..Math.Min(ranked.Length, settings.NumReturnSequences)]);
        }

        Hypothesis[][] texts = settings.NumBeams == 1 ? RowSearch.Run(steps, settings, cancellationToken) : BeamSearch.Run(steps, settings, cancellationToken);
        return Array.ConvertAll(texts, found => Array.ConvertAll(found, text => Sequence(text, settings)));
    }

    private void CheckGiven(IDecoderSteps steps, IReadOnlyList<int> ids)
    {
        for (int row = 0; row < steps.Rows; row++)
        {
            // The last id is judged but never read.
            int most = (defaults.MaxPositions ?? int.MaxValue - 1) - steps.Prompt(row).Length + 1;
            if (ids.Count == 0 || ids.Count > most)
            {
                throw new InvalidInputException($"A caption of {ids.Count} ids cannot be scored; this model reads 1 to {Math.Max(0, most)}.");
            }
        }

        foreach (int id in ids)
        {
            if ((uint)id >= (uint)vocabularySize)
            {
                throw new InvalidInputException($"The caption has the id {id}; the vocabulary of this model has the ids 0 to {vocabularySize - 1}.");
            }
        }
    }

    private IEnumerable<TextUpdate> Chosen(IDecoderSteps steps, GenerationSettings settings, IReadOnlyList<string> choices, CancellationToken cancellationToken)
    {
        GeneratedSequence choice = Generate(steps, settings, choices, cancellationToken)[0][0];
        yield return new TextUpdate { Text = choice.Text, FinishReason = choice.FinishReason };
    }

    private IEnumerable<TextUpdate> Pieces(IDecoderSteps steps, GenerationSettings settings, int[] lead, CancellationToken cancellationToken)
    {
        using RowSearch search = new(steps, settings);
        IncrementalTokenDecoder pieces = new(tokens);
        HeldText held = new(settings.Stop);
        if (lead.Length > 0)
        {
            yield return new TextUpdate { Text = string.Concat(lead.Select(pieces.Add)) };
        }

        while (!search.Finished && !held.Stopped)
        {
            search.Advance(cancellationToken);
            Hypothesis text = search.Texts[0];
            string piece = held.Add(pieces.Add(text.Ids[^1]));
            if (search.Finished)
            {
                piece += held.Add(pieces.Complete()) + held.Complete();
            }

            yield return new TextUpdate
            {
                Text = piece,
                Id = text.Ids[^1],
                FinishReason = held.Stopped ? FinishReason.StopString : search.Finished ? text.Reason : null,
            };
        }
    }

    private GenerationSettings Settings(GenerationOptions? options)
    {
        OptionIds.Check(options, vocabularySize);
        GrammarConstraint? constraint = options?.JsonSchema is not { } schema ? null
            : new GrammarConstraint(JsonSchemaReader.Read(schema), _vocabulary.Value, _endIds);
        return new GenerationSettings(defaults, options, tokens, constraint);
    }

    private GeneratedSequence Sequence(Hypothesis text, GenerationSettings settings)
    {
        string words = tokens.Decode(text.NewIds);
        float[] logProbabilities = text.LogProbabilities.ToArray();
        return new GeneratedSequence
        {
            Text = settings.Stop?.Cut(words) ?? words,
            Ids = text.NewIds.ToArray(),
            TokenLogProbabilities = logProbabilities,
            LogProbability = logProbabilities.Sum(p => (double)p),
            Score = text.Score,
            FinishReason = text.Reason,
        };
    }
}
