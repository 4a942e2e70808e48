namespace Vlm;

/// <summary>
/// An upright box in a picture, in pixels of the picture as it was given. A detector may place an edge outside of the picture;
/// it is not moved.
/// </summary>
public readonly struct ImageBox : IEquatable<ImageBox>
{
    /// <summary>Creates a box.</summary>
    /// <param name="x1">The left edge.</param>
    /// <param name="y1">The upper edge.</param>
    /// <param name="x2">The right edge.</param>
    /// <param name="y2">The lower edge.</param>
    public ImageBox(float x1, float y1, float x2, float y2)
    {
        X1 = x1;
        Y1 = y1;
        X2 = x2;
        Y2 = y2;
    }

    /// <summary>The left edge.</summary>
    public float X1 { get; }

    /// <summary>The upper edge.</summary>
    public float Y1 { get; }

    /// <summary>The right edge.</summary>
    public float X2 { get; }

    /// <summary>The lower edge.</summary>
    public float Y2 { get; }

    /// <summary>Whether two boxes are the same.</summary>
    public static bool operator ==(ImageBox left, ImageBox right) => left.Equals(right);

    /// <summary>Whether two boxes differ.</summary>
    public static bool operator !=(ImageBox left, ImageBox right) => !left.Equals(right);

    /// <summary>The smallest box around some points.</summary>
    /// <param name="points">One or more points.</param>
    /// <exception cref="ArgumentException">There are no points.</exception>
    public static ImageBox Around(IReadOnlyList<ImagePoint> points)
    {
        ArgumentNullException.ThrowIfNull(points);
        return points.Count == 0
            ? throw new ArgumentException("There are no points to put a box around.", nameof(points))
            : new ImageBox(points.Min(p => p.X), points.Min(p => p.Y), points.Max(p => p.X), points.Max(p => p.Y));
    }

    /// <inheritdoc/>
    public bool Equals(ImageBox other) => X1.Equals(other.X1) && Y1.Equals(other.Y1) && X2.Equals(other.X2) && Y2.Equals(other.Y2);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ImageBox other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(X1, Y1, X2, Y2);

    /// <summary>For example <c>[10,20,110.5,220]</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"[{X1:0.##},{Y1:0.##},{X2:0.##},{Y2:0.##}]");
}
