namespace Vlm.Tokenization;

/// <summary>How rows of a batch are brought to one length.</summary>
internal readonly record struct PaddingSettings
{
    public static PaddingSettings Default => default;

    /// <summary>The least length of every row; null for the longest of the batch.</summary>
    public int? FixedLength { get; init; }

    public int? MultipleOf { get; init; }

    /// <summary>Whether padding stands before the tokens.</summary>
    public bool OnLeft { get; init; }

    public int PadId { get; init; }

    public int PadTypeId { get; init; }

    /// <summary>The length of every row.</summary>
    /// <exception cref="InvalidInputException">It is beyond measure.</exception>
    public int LengthFor(int longest)
    {
        long length = Math.Max(longest, FixedLength ?? 0);
        length = MultipleOf is > 0 and { } step && length % step > 0 ? length + step - (length % step) : length;
        Effort.CheckRow(length);
        return (int)length;
    }
}
