namespace Vlm.Tokenization;

/// <summary>Shares the tokens of texts out to rows: what fits, and, on request, what was cut off in further rows. Kept with a workspace.</summary>
internal sealed class RowPlanner
{
    // Overflow of a pair goes over all combinations; a stride just below the length makes a row of every token.
    private const int MostRows = 1 << 20;
    private readonly List<RowPlan> _rows = [];
    private readonly List<(int Start, int Count)> _firstParts = [];
    private readonly List<(int Start, int Count)> _secondParts = [];

    public IReadOnlyList<RowPlan> Rows => _rows;

    /// <summary>The length of the longest row.</summary>
    public int Longest { get; private set; }

    /// <summary>Forgets all rows.</summary>
    public void Clear()
    {
        _rows.Clear();
        Longest = 0;
    }

    /// <summary>Plans the row of a text or pair, and those of its overflow.</summary>
    /// <param name="text">The index of the text.</param>
    /// <param name="start">Its first token.</param>
    /// <param name="first">How many tokens the first text has.</param>
    /// <param name="second">How many tokens the second text has, which follow; null where there is none.</param>
    /// <param name="template">Adds the special tokens.</param>
    /// <param name="addSpecial">Whether they are added.</param>
    /// <param name="truncation">Null where nothing is cut.</param>
    /// <param name="overflow">Whether what is cut off gets rows too.</param>
    /// <exception cref="InvalidInputException">The texts cannot be cut so, or make too many rows.</exception>
    public void Add(int text, int start, int first, int? second, SequenceTemplate template, bool addSpecial, TruncationSettings? truncation, bool overflow)
    {
        int added = addSpecial ? template.AddedCount(second is not null) : 0;
        (int keepFirst, int keepSecond) = truncation?.Keep(first, second, added) ?? (first, second ?? 0);
        bool fromLeft = truncation?.FromLeft ?? false, truncated = keepFirst < first || keepSecond < (second ?? 0);
        RowPlan whole = new(text, start, 0, start + first, 0, second is not null, truncated, 0);
        if (!truncated || !overflow)
        {
            AddRow(template, addSpecial, whole, (fromLeft ? first - keepFirst : 0, keepFirst), (fromLeft ? (second ?? 0) - keepSecond : 0, keepSecond));
            return;
        }

        Cut(_firstParts, first, keepFirst, truncation!.Value);
        Cut(_secondParts, second ?? 0, keepSecond, truncation.Value);
        if ((long)_firstParts.Count * _secondParts.Count + _rows.Count > MostRows)
        {
            throw new InvalidInputException($"The overflow makes {(long)_firstParts.Count * _secondParts.Count} rows of {keepFirst + keepSecond + added} tokens, more than the {MostRows} that are allowed. Lower TokenizerOptions.Stride, raise TokenizerOptions.MaxLength or shorten the text.");
        }

        // What the reference's merging of encodings comes to: the text that the template puts first varies slowest, its kept part comes last.
        bool swapped = template.SecondComesFirst(second is not null);
        (List<(int Start, int Count)> slow, List<(int Start, int Count)> fast) = swapped ? (_secondParts, _firstParts) : (_firstParts, _secondParts);
        AddRow(template, addSpecial, whole, _firstParts[0], _secondParts[0]);
        for (int i = 1; i <= slow.Count; i++)
        {
            for (int k = i < slow.Count ? 0 : 1; k < fast.Count; k++)
            {
                (int Start, int Count) one = slow[i % slow.Count], other = fast[k];
                AddRow(template, addSpecial, whole, swapped ? other : one, swapped ? one : other);
            }
        }
    }

    private void AddRow(SequenceTemplate template, bool addSpecial, in RowPlan whole, (int Start, int Count) first, (int Start, int Count) second)
    {
        int length = template.Length(whole.IsPair, first.Count, second.Count, addSpecial);
        _rows.Add(whole with { First = whole.First + first.Start, FirstCount = first.Count, Second = whole.Second + second.Start, SecondCount = second.Count, Length = length });
        Longest = Math.Max(Longest, length);
    }

    /// <summary>The parts of a text, the kept one first, then those cut off from near to far.</summary>
    private static void Cut(List<(int Start, int Count)> parts, int count, int keep, TruncationSettings truncation)
    {
        parts.Clear();
        if (keep == count)
        {
            parts.Add((0, count));
            return;
        }

        int step = keep - truncation.Stride;
        if (step <= 0)
        {
            throw new InvalidInputException($"A stride of {truncation.Stride} leaves no step between rows that hold {keep} tokens of the text. Lower TokenizerOptions.Stride or raise TokenizerOptions.MaxLength.");
        }

        for (int near = 0, far = 0; far < count; near += step)
        {
            far = Math.Min(near + keep, count);
            parts.Add((truncation.FromLeft ? count - far : near, far - near));
        }
    }
}
