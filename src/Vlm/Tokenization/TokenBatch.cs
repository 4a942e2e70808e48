namespace Vlm.Tokenization;

/// <summary>Makes the tensors of a batch out of the planned rows of a workspace.</summary>
internal static class TokenBatch
{
    private const int MostTokens = 1 << 27;

    public static TokenIds Write(Workspace workspace, RowWriter writer, PaddingSettings padding, TokenizerOptions options)
    {
        IReadOnlyList<RowPlan> rows = workspace.Rows.Rows;
        int length = padding.LengthFor(workspace.Rows.Longest);
        if ((long)rows.Count * length > MostTokens)
        {
            throw new InvalidInputException($"A batch of {rows.Count} rows of {length} tokens has more than the {MostTokens} that one batch may have. Encode fewer texts at once, or pad them to less.");
        }

        TensorBuffer<long> ids = TensorBuffer.Rent<long>(rows.Count, length);
        TensorBuffer<long> mask = TensorBuffer.Rent<long>(rows.Count, length);
        TensorBuffer<long> types = TensorBuffer.Rent<long>(rows.Count, length);
        TensorBuffer<long>? special = options.IncludeSpecialTokensMask ? TensorBuffer.Rent<long>(rows.Count, length) : null;
        TensorBuffer<long>? sequences = options.IncludeSequenceIds ? TensorBuffer.Rent<long>(rows.Count, length) : null;
        TokenOffset[][]? offsets = options.IncludeOffsets ? new TokenOffset[rows.Count][] : null;
        bool[] truncated = new bool[rows.Count];
        int[]? texts = options.IncludeOverflow ? new int[rows.Count] : null;
        for (int i = 0; i < rows.Count; i++)
        {
            TokenOffset[] places = offsets is null ? [] : offsets[i] = new TokenOffset[length];
            truncated[i] = rows[i].Truncated;
            if (texts is not null)
            {
                texts[i] = rows[i].Text;
            }

            writer.Write(rows[i], length, new TokenSpans<long>(ids.Row(i), mask.Row(i), types.Row(i), places, special is null ? default : special.Row(i), sequences is null ? default : sequences.Row(i)));
        }

        return new TokenIds(ids, mask, types, truncated, offsets) { SpecialTokensMask = special, SequenceIds = sequences, TextIndices = texts };
    }
}
