using System.Numerics.Tensors;

namespace Vlm.Generation;

/// <summary>
/// Chooses one token at every step for each text: the likeliest, or a drawn one. A text that has ended leaves the batch. Several draws of
/// one prompt share the reading of it.
/// </summary>
internal sealed class RowSearch : IDisposable
{
    private readonly IDecoderSteps _decoder;
    private readonly GenerationSettings _settings;
    private readonly NextTokenScores _scoring;
    private readonly Deadline _deadline;
    private readonly Hypothesis[] _texts;
    private readonly RandomStream[] _random;
    private readonly int[] _active;
    private readonly int[] _rows;
    private readonly long[] _next;
    private int _count;
    private bool _started;

    /// <param name="decoder">One row for each prompt; the caller disposes it.</param>
    /// <param name="settings">What to generate by.</param>
    public RowSearch(IDecoderSteps decoder, GenerationSettings settings)
    {
        int each = settings.NumReturnSequences;
        _decoder = decoder;
        _settings = settings;
        _count = decoder.Rows * each;
        _texts = new Hypothesis[_count];
        _random = new RandomStream[_count];
        _active = new int[_count];
        _rows = new int[_count];
        _next = new long[_count];
        for (int i = 0; i < _count; i++)
        {
            ReadOnlySpan<int> prompt = decoder.Prompt(i / each);
            _texts[i] = new Hypothesis();
            _texts[i].Begin(prompt, decoder.EncoderPrompt(i / each), settings.MaxNewTokens(prompt.Length), settings.Constraint?.Start ?? 0);
            _random[i] = new RandomStream(settings.Seed, i % each);
            (_active[i], _rows[i]) = (i, i / each);
        }

        _deadline = new Deadline(settings.MaxTime);
        _scoring = new NextTokenScores(settings, decoder.VocabularySize, asLogProbabilities: false);
    }

    /// <summary>Whether every text has ended.</summary>
    public bool Finished => _count == 0;

    /// <summary>The texts, those of one prompt one behind the other.</summary>
    public IReadOnlyList<Hypothesis> Texts => _texts;

    /// <summary>Generates to the end.</summary>
    /// <returns>For each prompt its texts, the likeliest first.</returns>
    public static Hypothesis[][] Run(IDecoderSteps decoder, GenerationSettings settings, CancellationToken cancellationToken)
    {
        using RowSearch search = new(decoder, settings);
        while (!search.Finished)
        {
            search.Advance(cancellationToken);
        }

        return [.. search._texts.Chunk(settings.NumReturnSequences).Select(texts => texts.OrderByDescending(t => t.Score).ToArray())];
    }

    /// <summary>Chooses one more token for every text that has not ended.</summary>
    public void Advance(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_started)
        {
            _decoder.Reorder(_rows.AsSpan(0, _count));
            _decoder.Step(_next.AsSpan(0, _count), cancellationToken);
        }
        else
        {
            _decoder.Start(cancellationToken);
        }

        bool timeIsOver = _deadline.IsOver;
        int kept = 0;
        for (int i = 0; i < _count; i++)
        {
            int text = _active[i], row = _started ? i : _rows[i];
            if (!Continue(text, row, timeIsOver))
            {
                _next[kept] = _texts[text].Ids[^1];
                _active[kept] = text;
                _rows[kept++] = row;
            }
        }

        _count = kept;
        _started = true;
    }

    public void Dispose() => _scoring.Dispose();

    /// <summary>Chooses the next token of a text.</summary>
    /// <returns>Whether the text has ended with it.</returns>
    private bool Continue(int index, int row, bool timeIsOver)
    {
        Hypothesis text = _texts[index];
        ReadOnlySpan<float> logits = _decoder.Logits(row);
        ReadOnlySpan<float> scores = _scoring.Of(logits, text);
        int token = TensorPrimitives.IndexOfMax(scores);
        if (float.IsNegativeInfinity(scores[token]))
        {
            throw new GenerationException(
                $"Every token is forbidden as token {text.Count + 1} of the text. Loosen the rules of the options, or what the text is constrained to.");
        }

        token = _settings.Samples ? TokenDraw.From(scores, ref _random[index]) : token;
        double logProbability = (double)logits[token] - _scoring.Normalizer;
        FinishReason? reason =
            _settings.IsEnd(token) ? FinishReason.EndOfText
            : _settings.Stop?.Ends(text.NewIds, token) == true ? FinishReason.StopString
            : text.Ids.Length + 1 == text.MaxLength ? FinishReason.Length
            : timeIsOver ? FinishReason.Time
            : null;
        text.Become(text, token, (float)logProbability, text.Sum + logProbability, reason is null ? _settings.NextState(text, token) : text.State);
        if (reason is { } end)
        {
            text.Close(text.Sum, end);
        }

        return reason is not null;
    }
}
