namespace Vlm.Generation;

/// <summary>No end before a length.</summary>
internal sealed class MinimumLength(int length, bool countsPrompt, int[] endIds) : ILogitsProcessor
{
    public void Process(in LogitsContext context, Span<float> scores)
    {
        if (context.Ids.Length - (countsPrompt ? 0 : context.PromptLength) < length)
        {
            scores.Forbid(endIds);
        }
    }
}
