using System.Numerics;

namespace Vlm.Tokenization;

/// <summary>Writes planned rows: special tokens and tokens as the template has them, then padding.</summary>
internal readonly struct RowWriter(TokenSink tokens, SequenceTemplate template, bool addSpecial, PaddingSettings padding)
{
    /// <summary>Writes one row.</summary>
    /// <param name="row">What the row holds.</param>
    /// <param name="length">Its length with padding.</param>
    /// <param name="target">Room for so many; what is empty is not written.</param>
    public void Write<T>(in RowPlan row, int length, TokenSpans<T> target)
        where T : unmanaged, IBinaryInteger<T>
    {
        int start = padding.OnLeft ? length - row.Length : 0;
        Pad(target.Ids, start, row.Length, length, T.CreateTruncating(padding.PadId));
        Pad(target.TypeIds, start, row.Length, length, T.CreateTruncating(padding.PadTypeId));
        Pad(target.Offsets, start, row.Length, length, default);
        Pad(target.SpecialTokensMask, start, row.Length, length, T.One);
        Pad(target.SequenceIds, start, row.Length, length, NoSequence<T>());
        if (!target.AttentionMask.IsEmpty)
        {
            Pad(target.AttentionMask, start, row.Length, length, T.Zero);
            target.AttentionMask.Slice(start, row.Length).Fill(T.One);
        }

        int at = start;
        foreach (TemplateItem item in template.Items(row.IsPair))
        {
            if (item.Sequence >= 0)
            {
                (int first, int count) = item.Sequence == 0 ? (row.First, row.FirstCount) : (row.Second, row.SecondCount);
                WriteTokens(first, count, at, item, target);
                at += count;
            }
            else if (addSpecial)
            {
                WriteSpecial(item, at, target);
                at += item.SpecialIds.Length;
            }
        }
    }

    private void WriteTokens<T>(int first, int count, int at, TemplateItem item, TokenSpans<T> target)
        where T : unmanaged, IBinaryInteger<T>
    {
        ReadOnlySpan<int> source = tokens.Ids.Slice(first, count);
        Span<T> ids = target.Ids.Slice(at, count);
        for (int i = 0; i < ids.Length; i++)
        {
            ids[i] = T.CreateTruncating(source[i]);
        }

        FillOptional(target.TypeIds, at, count, T.CreateTruncating(item.TypeId));
        FillOptional(target.SpecialTokensMask, at, count, T.Zero);
        FillOptional(target.SequenceIds, at, count, T.CreateTruncating(item.Sequence));
        if (!target.Offsets.IsEmpty)
        {
            tokens.Offsets.Slice(first, count).CopyTo(target.Offsets[at..]);
        }
    }

    private static void WriteSpecial<T>(TemplateItem item, int at, TokenSpans<T> target)
        where T : unmanaged, IBinaryInteger<T>
    {
        for (int i = 0; i < item.SpecialIds.Length; i++)
        {
            target.Ids[at + i] = T.CreateTruncating(item.SpecialIds[i]);
        }

        FillOptional(target.TypeIds, at, item.SpecialIds.Length, T.CreateTruncating(item.TypeId));
        FillOptional(target.Offsets, at, item.SpecialIds.Length, default);
        FillOptional(target.SpecialTokensMask, at, item.SpecialIds.Length, T.One);
        FillOptional(target.SequenceIds, at, item.SpecialIds.Length, NoSequence<T>());
    }

    private static T NoSequence<T>()
        where T : unmanaged, IBinaryInteger<T> => T.CreateTruncating(-1);

    /// <summary>Fills what stands before and after the tokens.</summary>
    private static void Pad<T>(Span<T> target, int start, int count, int length, T value)
    {
        if (!target.IsEmpty && count < length)
        {
            target[..start].Fill(value);
            target[(start + count)..length].Fill(value);
        }
    }

    private static void FillOptional<T>(Span<T> target, int at, int count, T value)
    {
        if (!target.IsEmpty)
        {
            target.Slice(at, count).Fill(value);
        }
    }
}
