namespace Vlm;

/// <summary>A point of a picture in pixels: x to the right, y downwards, from the upper left corner of the picture as it was given.</summary>
public readonly struct ImagePoint : IEquatable<ImagePoint>
{
    /// <summary>Creates a point.</summary>
    /// <param name="x">Pixels from the left edge.</param>
    /// <param name="y">Pixels from the upper edge.</param>
    public ImagePoint(float x, float y)
    {
        X = x;
        Y = y;
    }

    /// <summary>Pixels from the left edge.</summary>
    public float X { get; }

    /// <summary>Pixels from the upper edge.</summary>
    public float Y { get; }

    /// <summary>Whether two points are the same.</summary>
    public static bool operator ==(ImagePoint left, ImagePoint right) => left.Equals(right);

    /// <summary>Whether two points differ.</summary>
    public static bool operator !=(ImagePoint left, ImagePoint right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(ImagePoint other) => X.Equals(other.X) && Y.Equals(other.Y);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ImagePoint other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(X, Y);

    /// <summary>For example <c>(12.5,40)</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"({X:0.##},{Y:0.##})");
}
