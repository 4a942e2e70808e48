namespace Vlm.Generation;

/// <summary>The front of generation: searches by what a folder says and a call asks for. Thread-safe.</summary>
/// <param name="defaults">The folder's.</param>
/// <param name="tokens">Turns ids into text.</param>
/// <param name="vocabularySize">The number of tokens that the decoder chooses from.</param>
internal sealed class GenerationEngine(GenerationDefaults defaults, ITokenDecoder tokens, int vocabularySize)
{
    /// <summary>Generates to the end.</summary>
    /// <returns>Per row of the decoder its texts, best first.</returns>
    public GeneratedSequence[][] Generate(IDecoderSteps steps, GenerationOptions? options, CancellationToken cancellationToken)
    {
        GenerationSettings settings = Settings(options);
        GeneratedSequence[] texts = settings.NumBeams == 1
            ? new GreedySearch(steps, settings).Run(cancellationToken)
            : BeamSearch.Run(steps, settings, cancellationToken);
        return Array.ConvertAll(texts, text => new[] { text });
    }

    /// <summary>Generates one text, piece by piece.</summary>
    public IEnumerable<TextUpdate> Stream(IDecoderSteps steps, GenerationOptions? options, CancellationToken cancellationToken)
    {
        GreedySearch search = new(steps, Settings(options));
        IncrementalTokenDecoder pieces = new(tokens);
        while (!search.Finished)
        {
            search.Advance(cancellationToken);
            int id = search.Ids(0)[^1];
            string text = pieces.Add(id);
            yield return new TextUpdate
            {
                Text = search.Finished ? text + pieces.Complete() : text,
                Id = id,
                FinishReason = search.Finished ? search.Reason(0) : null,
            };
        }
    }

    private GenerationSettings Settings(GenerationOptions? options)
    {
        foreach (int id in options?.SuppressTokens ?? [])
        {
            if ((uint)id >= (uint)vocabularySize)
            {
                throw new InvalidInputException($"SuppressTokens names id {id}; the vocabulary of this model has the ids 0 to {vocabularySize - 1}.");
            }
        }

        return new GenerationSettings(defaults, options);
    }
}
