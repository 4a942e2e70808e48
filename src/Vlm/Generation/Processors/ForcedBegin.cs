namespace Vlm.Generation;

/// <summary>A given id follows a prompt of one id (<c>forced_bos_token_id</c>).</summary>
internal sealed class ForcedBegin(int id) : ILogitsProcessor
{
    public void Process(in LogitsContext context, Span<float> scores)
    {
        if (context.Ids.Length == 1)
        {
            scores.Force(id);
        }
    }
}
