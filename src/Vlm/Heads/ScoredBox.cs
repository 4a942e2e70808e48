namespace Vlm.Heads;

/// <summary>A box that a detector gives, relative to the square or picture that it saw: 0 to 1 along each side.</summary>
/// <param name="Query">The query that fits it best.</param>
/// <param name="Score">0 to 1.</param>
/// <param name="CenterX">The middle from the left.</param>
/// <param name="CenterY">The middle from above.</param>
/// <param name="Width">The whole width.</param>
/// <param name="Height">The whole height.</param>
internal readonly record struct ScoredBox(int Query, float Score, float CenterX, float CenterY, float Width, float Height)
{
    /// <summary>The box in pixels.</summary>
    /// <param name="width">How many pixels the relative width 1 is.</param>
    /// <param name="height">The same of the height.</param>
    public ImageBox In(float width, float height) => new(
        (CenterX - (0.5f * Width)) * width, (CenterY - (0.5f * Height)) * height, (CenterX + (0.5f * Width)) * width, (CenterY + (0.5f * Height)) * height);
}
