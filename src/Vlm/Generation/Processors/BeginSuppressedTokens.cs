namespace Vlm.Generation;

/// <summary>Ids that a text does not begin with; where its first id is forced, that is the second.</summary>
internal sealed class BeginSuppressedTokens(int[] ids, bool firstIsForced) : ILogitsProcessor
{
    public void Process(in LogitsContext context, Span<float> scores)
    {
        int begin = firstIsForced && context.PromptLength == 1 ? 2 : context.PromptLength;
        if (context.Ids.Length == begin)
        {
            scores.Forbid(ids);
        }
    }
}
