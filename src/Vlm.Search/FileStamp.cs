namespace Vlm.Search;

/// <summary>Length and time of a file when it was indexed; a file whose stamp differs is indexed again.</summary>
public readonly struct FileStamp : IEquatable<FileStamp>
{
    /// <summary>Creates a stamp.</summary>
    /// <param name="length">The length in bytes.</param>
    /// <param name="lastWriteTicks">The time of the last change, in ticks (100 ns) of UTC.</param>
    public FileStamp(long length, long lastWriteTicks)
    {
        Length = length;
        LastWriteTicks = lastWriteTicks;
    }

    /// <summary>The length in bytes.</summary>
    public long Length { get; }

    /// <summary>The time of the last change, in ticks (100 ns) of UTC.</summary>
    public long LastWriteTicks { get; }

    /// <summary>Whether two stamps are the same.</summary>
    public static bool operator ==(FileStamp left, FileStamp right) => left.Equals(right);

    /// <summary>Whether two stamps differ.</summary>
    public static bool operator !=(FileStamp left, FileStamp right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(FileStamp other) => Length == other.Length && LastWriteTicks == other.LastWriteTicks;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is FileStamp other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Length, LastWriteTicks);

    /// <summary>For example <c>1234 bytes, 2026-01-31T10:00:00Z</c>.</summary>
    public override string ToString() =>
        LastWriteTicks is > 0 and <= 3155378975999999999 ? $"{Length} bytes, {new DateTime(LastWriteTicks, DateTimeKind.Utc):s}Z" : $"{Length} bytes";
}
