namespace Vlm.Tokenization;

/// <summary>Collects how the texts of one batch share out the tokens, then writes the padded tensors.</summary>
internal sealed class BatchLayout(TokenSink tokens, SequenceTemplate template, bool addSpecial, int count)
{
    private readonly Row[] _rows = new Row[count];
    private int _filled;
    private int _longest;

    /// <summary>Takes the next tokens of the sink as one text or pair.</summary>
    public void Add(int first, int? second, TruncationSettings? truncation)
    {
        int start = _filled == 0 ? 0 : _rows[_filled - 1].End;
        int added = addSpecial ? template.AddedCount(second is not null) : 0;
        (int keepFirst, int keepSecond) = truncation?.Keep(first, second, added) ?? (first, second ?? 0);
        bool fromLeft = truncation?.FromLeft ?? false;
        _rows[_filled++] = new Row(
            start + (fromLeft ? first - keepFirst : 0),
            keepFirst,
            start + first + (fromLeft ? (second ?? 0) - keepSecond : 0),
            keepSecond,
            second is not null,
            start + first + (second ?? 0),
            keepFirst < first || keepSecond < (second ?? 0),
            keepFirst + keepSecond + added);
        _longest = Math.Max(_longest, _rows[_filled - 1].Length);
    }

    public TokenIds Write(PaddingSettings padding, bool includeOffsets)
    {
        int length = padding.LengthFor(_longest);
        TensorBuffer<long> ids = TensorBuffer.Rent<long>(count, length);
        TensorBuffer<long> mask = TensorBuffer.Rent<long>(count, length);
        TensorBuffer<long> types = TensorBuffer.Rent<long>(count, length);
        IReadOnlyList<TokenOffset>[]? offsets = includeOffsets ? new IReadOnlyList<TokenOffset>[count] : null;
        bool[] truncated = new bool[count];
        for (int i = 0; i < count; i++)
        {
            Row row = _rows[i];
            truncated[i] = row.Truncated;
            int start = padding.OnLeft ? length - row.Length : 0;
            TokenOffset[]? places = includeOffsets ? new TokenOffset[length] : null;
            Span<long> rowIds = ids.Row(i), rowMask = mask.Row(i), rowTypes = types.Row(i);
            rowIds.Fill(padding.PadId);
            rowTypes.Fill(padding.PadTypeId);
            rowMask.Clear();
            rowMask.Slice(start, row.Length).Fill(1);
            WriteRow(row, rowIds[start..], rowTypes[start..], places is null ? default : places.AsSpan(start));
            if (offsets is not null)
            {
                offsets[i] = places!;
            }
        }

        return new TokenIds(ids, mask, types, truncated, offsets);
    }

    private void WriteRow(in Row row, Span<long> ids, Span<long> types, Span<TokenOffset> offsets)
    {
        int at = 0;
        foreach (TemplateItem item in template.Items(row.IsPair))
        {
            if (item.Sequence < 0)
            {
                foreach (int id in addSpecial ? item.SpecialIds : [])
                {
                    ids[at] = id;
                    types[at++] = item.TypeId;
                }

                continue;
            }

            (int start, int kept) = item.Sequence == 0 ? (row.First, row.FirstCount) : (row.Second, row.SecondCount);
            ReadOnlySpan<int> source = tokens.Ids.Slice(start, kept);
            for (int i = 0; i < source.Length; i++)
            {
                ids[at + i] = source[i];
            }

            types.Slice(at, kept).Fill(item.TypeId);
            if (!offsets.IsEmpty)
            {
                tokens.Offsets.Slice(start, kept).CopyTo(offsets[at..]);
            }

            at += kept;
        }
    }

    private readonly record struct Row(
        int First, int FirstCount, int Second, int SecondCount, bool IsPair, int End, bool Truncated, int Length);
}
