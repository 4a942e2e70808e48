namespace Vlm.Generation;

/// <summary>Ids that are never chosen.</summary>
internal sealed class SuppressedTokens(int[] ids) : ILogitsProcessor
{
    public void Process(in LogitsContext context, Span<float> scores) => scores.Forbid(ids);
}
