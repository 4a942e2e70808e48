namespace Vlm.Generation;

/// <summary>No run of so many ids of what the encoder has read occurs in the text.</summary>
internal sealed class EncoderNoRepeatNgram(int size) : ILogitsProcessor
{
    public void Process(in LogitsContext context, Span<float> scores) => NoRepeatNgram.Forbid(scores, context.EncoderIds, context.Ids, size);
}
