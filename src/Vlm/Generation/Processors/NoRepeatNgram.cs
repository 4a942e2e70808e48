namespace Vlm.Generation;

/// <summary>No run of so many ids occurs twice in prompt and text.</summary>
internal sealed class NoRepeatNgram(int size) : ILogitsProcessor
{
    public void Process(in LogitsContext context, Span<float> scores) => Forbid(scores, context.Ids, context.Ids, size);

    /// <summary>Forbids the ids with which the end of a text would become a run that occurs in a source.</summary>
    public static void Forbid(Span<float> scores, ReadOnlySpan<int> source, ReadOnlySpan<int> text, int size)
    {
        if (text.Length < size - 1)
        {
            return;
        }

        ReadOnlySpan<int> last = text[^(size - 1)..];
        for (int i = 0; i + size <= source.Length; i++)
        {
            int next = source[i + size - 1];
            if ((uint)next < (uint)scores.Length && source.Slice(i, size - 1).SequenceEqual(last))
            {
                scores[next] = float.NegativeInfinity;
            }
        }
    }
}
