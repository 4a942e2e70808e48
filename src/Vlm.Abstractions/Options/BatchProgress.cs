namespace Vlm;

/// <summary>How far a batch is.</summary>
public readonly struct BatchProgress : IEquatable<BatchProgress>
{
    /// <summary>Creates a report.</summary>
    /// <param name="done">Items done.</param>
    /// <param name="total">Items in all.</param>
    public BatchProgress(int done, int total)
    {
        Done = done;
        Total = total;
    }

    /// <summary>Items done.</summary>
    public int Done { get; }

    /// <summary>Items in all.</summary>
    public int Total { get; }

    /// <summary>Whether two reports are the same.</summary>
    public static bool operator ==(BatchProgress left, BatchProgress right) => left.Equals(right);

    /// <summary>Whether two reports differ.</summary>
    public static bool operator !=(BatchProgress left, BatchProgress right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(BatchProgress other) => Done == other.Done && Total == other.Total;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is BatchProgress other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Done, Total);

    /// <summary>For example <c>3/10</c>.</summary>
    public override string ToString() => $"{Done}/{Total}";
}
