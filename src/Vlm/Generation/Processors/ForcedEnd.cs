namespace Vlm.Generation;

/// <summary>One of given ids ends a text that reaches its greatest length (<c>forced_eos_token_id</c>).</summary>
internal sealed class ForcedEnd(int[] ids) : ILogitsProcessor
{
    public void Process(in LogitsContext context, Span<float> scores)
    {
        if (context.Ids.Length == context.MaxLength - 1)
        {
            scores.Force(ids);
        }
    }
}
