namespace Vlm.Generation;

/// <summary>Given ids at given places, the first id of the prompt being at 0 (<c>forced_decoder_ids</c>).</summary>
internal sealed class ForcedPlaces(IReadOnlyDictionary<int, int> idOfPlace) : ILogitsProcessor
{
    public void Process(in LogitsContext context, Span<float> scores)
    {
        if (idOfPlace.TryGetValue(context.Ids.Length, out int id))
        {
            scores.Force(id);
        }
    }
}
