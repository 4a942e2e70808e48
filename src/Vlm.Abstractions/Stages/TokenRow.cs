namespace Vlm;

/// <summary>What <see cref="ITokenizer.TryEncode{T}(ReadOnlySpan{char}, TokenSpans{T}, out TokenRow, TokenizerOptions?)"/> made of a text.</summary>
public readonly struct TokenRow : IEquatable<TokenRow>
{
    /// <summary>Creates the description of a row.</summary>
    /// <param name="length">The length of the row, padding included.</param>
    /// <param name="tokenCount">The number of tokens that are no padding.</param>
    /// <param name="truncated">Whether tokens were cut off.</param>
    public TokenRow(int length, int tokenCount, bool truncated)
    {
        Length = length;
        TokenCount = tokenCount;
        Truncated = truncated;
    }

    /// <summary>The length of the row, special tokens and padding included: so many elements are written, or needed.</summary>
    public int Length { get; }

    /// <summary>The number of tokens that are no padding, special ones included.</summary>
    public int TokenCount { get; }

    /// <summary>Whether tokens were cut off to fit the greatest length.</summary>
    public bool Truncated { get; }

    /// <summary>Whether two rows are described alike.</summary>
    public static bool operator ==(TokenRow left, TokenRow right) => left.Equals(right);

    /// <summary>Whether two rows are described differently.</summary>
    public static bool operator !=(TokenRow left, TokenRow right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(TokenRow other) => Length == other.Length && TokenCount == other.TokenCount && Truncated == other.Truncated;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is TokenRow other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Length, TokenCount, Truncated);
}
