namespace Vlm;

/// <summary>Where a token stands in the original text, in UTF-16 code units. Special tokens and padding are (0, 0).</summary>
public readonly struct TokenOffset : IEquatable<TokenOffset>
{
    /// <summary>Creates an offset.</summary>
    /// <param name="start">The first code unit.</param>
    /// <param name="end">One past the last code unit.</param>
    public TokenOffset(int start, int end)
    {
        Start = start;
        End = end;
    }

    /// <summary>The first code unit.</summary>
    public int Start { get; }

    /// <summary>One past the last code unit.</summary>
    public int End { get; }

    /// <summary>Whether two offsets are the same.</summary>
    public static bool operator ==(TokenOffset left, TokenOffset right) => left.Equals(right);

    /// <summary>Whether two offsets differ.</summary>
    public static bool operator !=(TokenOffset left, TokenOffset right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(TokenOffset other) => Start == other.Start && End == other.End;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is TokenOffset other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Start, End);

    /// <summary>For example <c>[0,5)</c>.</summary>
    public override string ToString() => $"[{Start},{End})";
}
