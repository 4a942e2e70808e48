namespace Vlm.Cli.Commands.Inspect;

/// <summary>What a tokenizer makes of one text, as <c>vlm inspect tokens</c> shows it. Offsets count code points, as Python's do.</summary>
internal sealed record TokenizedText(int[] Ids, int[] TypeIds, string?[] Tokens, TokenOffset[] Offsets, string Decoded, bool Truncated)
{
    public static TokenizedText Of(ITokenizer tokenizer, string text, string? pair, bool addSpecialTokens, int? maxLength)
    {
        TokenizerOptions options = new()
        {
            AddSpecialTokens = addSpecialTokens,
            Truncate = maxLength is not null,
            MaxLength = maxLength,
            PadToMaxLength = maxLength is not null,
            TextPairs = pair is null ? null : [pair],
            IncludeOffsets = true,
            IncludeSequenceIds = true,
        };
        using TokenIds tokens = tokenizer.Encode([text], options);
        int[] ids = Narrow(tokens.Ids), typeIds = Narrow(tokens.TypeIds);
        int[] first = CodePointsBefore(text), second = CodePointsBefore(pair ?? "");
        TokenOffset[] offsets = new TokenOffset[ids.Length];
        for (int i = 0; i < ids.Length; i++)
        {
            TokenOffset offset = tokens.Offsets![0][i];
            int[] before = tokens.SequenceIds!.Row(0)[i] == 1 ? second : first;
            offsets[i] = new TokenOffset(before[offset.Start], before[offset.End]);
        }

        return new TokenizedText(ids, typeIds, [.. ids.Select(tokenizer.IdToToken)], offsets, tokenizer.Decode(ids), tokens.Truncated[0]);
    }

    private static int[] Narrow(TensorBuffer<long> row) => [.. row.Memory.ToArray().Select(value => checked((int)value))];

    private static int[] CodePointsBefore(string text)
    {
        int[] before = new int[text.Length + 1];
        for (int i = 0; i < text.Length; i++)
        {
            bool secondHalf = i > 0 && char.IsSurrogatePair(text[i - 1], text[i]);
            before[i + 1] = before[i] + (secondHalf ? 0 : 1);
        }

        return before;
    }
}
