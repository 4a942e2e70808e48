using System.Buffers;
using System.Numerics.Tensors;
using Vlm.Onnx;

namespace Vlm.Generation;

/// <summary>
/// The scores of the tokens that may follow a text: its logits, or their logarithmic softmax, with all rules applied. The logits themselves
/// stay as they are, so that the probability of what is chosen can be told.
/// </summary>
internal sealed class NextTokenScores : IDisposable
{
    private readonly GenerationSettings _settings;
    private readonly bool _asLogProbabilities;
    private readonly bool _changes;
    private float[]? _scratch;

    /// <param name="settings">The rules.</param>
    /// <param name="vocabularySize">The number of tokens.</param>
    /// <param name="asLogProbabilities">Whether the rules act on log-probabilities, as in beam search, or on logits.</param>
    public NextTokenScores(GenerationSettings settings, int vocabularySize, bool asLogProbabilities)
    {
        _settings = settings;
        _asLogProbabilities = asLogProbabilities;
        _changes = settings.Processors.Length + settings.Warpers.Length > 0 || settings.Constraint is not null;
        _scratch = _changes ? ArrayPool<float>.Shared.Rent(vocabularySize) : null;
    }

    /// <summary>What is subtracted from a logit to make it the log-probability.</summary>
    public float Normalizer { get; private set; }

    /// <summary>What is added to a score to make it a log-probability; 0 where the rules have acted on log-probabilities.</summary>
    public double Offset { get; private set; }

    /// <summary>Tells the scores.</summary>
    /// <param name="logits">The row of the text; left as it is.</param>
    /// <param name="text">The text so far.</param>
    /// <returns>The scores; valid until the next call.</returns>
    /// <exception cref="GenerationException">A logit or a score is not a number.</exception>
    public ReadOnlySpan<float> Of(ReadOnlySpan<float> logits, Hypothesis text)
    {
        Normalizer = LogSumExp.Of(logits);
        if (!float.IsFinite(Normalizer))
        {
            throw NotANumber(logits, text, "The model gave", "Another precision of the model may help: half precision overflows first.");
        }

        Offset = -(double)Normalizer;
        return _changes ? Changed(logits, text) : logits;
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _scratch, null) is { } scratch)
        {
            ArrayPool<float>.Shared.Return(scratch);
        }
    }

    private Span<float> Changed(ReadOnlySpan<float> logits, Hypothesis text)
    {
        Span<float> scores = _scratch.AsSpan(0, logits.Length);
        if (_asLogProbabilities)
        {
            TensorPrimitives.Subtract(logits, Normalizer, scores);
            Offset = 0;
        }
        else
        {
            logits.CopyTo(scores);
        }

        LogitsContext context = text.Context;
        Apply(_settings.Processors, context, scores);
        if (_settings.Constraint is { } constraint && !_settings.IsForcedBegin(text))
        {
            constraint.Mask(text.State, scores);
        }

        if (float.IsNaN(TensorPrimitives.Max<float>(scores)))
        {
            throw NotANumber(scores, text, "The processors gave", "Look at the processors that the options hold.");
        }

        if (_settings.Warpers.Length > 0 && TensorPrimitives.Max<float>(scores) > float.NegativeInfinity)
        {
            Apply(_settings.Warpers, context, scores);
        }

        return scores;
    }

    private static void Apply(ILogitsProcessor[] processors, in LogitsContext context, Span<float> scores)
    {
        foreach (ILogitsProcessor processor in processors)
        {
            processor.Process(context, scores);
        }
    }

    private static GenerationException NotANumber(ReadOnlySpan<float> scores, Hypothesis text, string who, string advice)
    {
        int id = 0;
        while (id < scores.Length - 1 && !float.IsNaN(scores[id]) && !float.IsPositiveInfinity(scores[id]))
        {
            id++;
        }

        string found = float.IsFinite(scores[id]) || float.IsNegativeInfinity(scores[id]) ? "minus infinity for every id" : $"{scores[id]} for id {id}";
        return new GenerationException($"{who} {found} where token {text.Count + 1} of the text was to be chosen; expected finite numbers. {advice}");
    }
}
