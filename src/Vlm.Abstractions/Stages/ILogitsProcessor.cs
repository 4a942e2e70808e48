namespace Vlm;

/// <summary>A rule of the caller's about the next token: a hook into generation, as transformers' <c>LogitsProcessor</c>.</summary>
/// <remarks>
/// It is called once for each open text and token, on the thread that generates. One instance serves a whole batch and all beams, and
/// calls that run at the same time where it is given to them; what it remembers must not depend on the order of the calls: the ids
/// of the text are all there is to go by. An exception that it throws ends the call and reaches the caller.
/// </remarks>
public interface ILogitsProcessor
{
    /// <summary>Changes the scores of the tokens that may follow.</summary>
    /// <param name="context">The text so far.</param>
    /// <param name="scores">
    /// [V]: a score for each id, to be changed in place; minus infinity forbids a token. They are raw logits in greedy search and sampling, and
    /// log-probabilities in beam search, the model's own processors already applied. Not-a-number is refused.
    /// </param>
    void Process(in LogitsContext context, Span<float> scores);
}
