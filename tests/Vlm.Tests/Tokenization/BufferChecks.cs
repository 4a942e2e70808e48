namespace Vlm.Tests.Tokenization;

/// <summary>Compares rows written into the caller's memory with those of a batch.</summary>
internal static class BufferChecks
{
    /// <summary>Writes each text, or pair of the options, alone and compares all that it consists of.</summary>
    public static void Rows(List<string> wrong, ITokenizer tokenizer, string[] texts, TokenizerOptions batchOptions, TokenIds batch)
    {
        TokenizerOptions options = new() { AddSpecialTokens = batchOptions.AddSpecialTokens, Truncate = batchOptions.Truncate, PadToMaxLength = batchOptions.PadToMaxLength };
        int length = (int)batch.Ids.Shape[1];
        int[] ids = new int[length + 1], mask = new int[length], types = new int[length], special = new int[length], sequences = new int[length];
        TokenOffset[] offsets = new TokenOffset[length];
        for (int i = 0; i < texts.Length; i++)
        {
            Array.Fill(ids, -7);
            TokenSpans<int> spans = new(ids, mask, types, batch.Offsets is null ? default : offsets, special, sequences);
            string? pair = batchOptions.TextPairs?[i];
            bool written = pair is null ? tokenizer.TryEncode(texts[i], spans, out TokenRow row, options) : tokenizer.TryEncodePair(texts[i], pair, spans, out row, options);
            Assert.True(written);
            Assert.Equal(new TokenRow(length, (int)batch.AttentionMask.Row(i).ToArray().Sum(), batch.Truncated[i]), row);
            GoldenChecks.Compare(wrong, texts[i], "ids in a buffer", [.. batch.Ids.Row(i), -7L], [.. ids.Select(id => (long)id)]);
            GoldenChecks.Compare(wrong, texts[i], "mask in a buffer", batch.AttentionMask.Row(i).ToArray(), [.. mask.Select(value => (long)value)]);
            GoldenChecks.Compare(wrong, texts[i], "type ids in a buffer", batch.TypeIds.Row(i).ToArray(), [.. types.Select(value => (long)value)]);
            GoldenChecks.Compare(wrong, texts[i], "special tokens in a buffer", batch.SpecialTokensMask!.Row(i).ToArray(), [.. special.Select(value => (long)value)]);
            GoldenChecks.Compare(wrong, texts[i], "sequences in a buffer", batch.SequenceIds is null ? [] : batch.SequenceIds.Row(i).ToArray(), [.. sequences.Where(_ => batch.SequenceIds is not null).Select(value => (long)value)]);
            GoldenChecks.Compare(wrong, texts[i], "offsets in a buffer", [.. batch.Offsets?[i] ?? []], batch.Offsets is null ? [] : offsets);
        }
    }
}
