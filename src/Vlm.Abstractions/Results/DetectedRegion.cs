namespace Vlm;

/// <summary>A part of a picture, with what it shows.</summary>
/// <remarks>Immutable.</remarks>
public sealed class DetectedRegion
{
    /// <summary>What it shows: one of the labels asked for, or the model's own words. Empty for a region that the model proposes without a name.</summary>
    public required string Label { get; init; }

    /// <summary>0 to 1; null from a model that gives none.</summary>
    public float? Score { get; init; }

    /// <summary>The box, in pixels of the picture as it was given.</summary>
    public required ImageBox Box { get; init; }

    /// <summary>The outline, where the model draws one: one polygon or several, each of three points or more, in the same pixels. A line of read text has one of four points.</summary>
    public IReadOnlyList<IReadOnlyList<ImagePoint>> Polygons { get; init; } = [];

    /// <summary>For example <c>dog 87.3% [10,20,110.5,220]</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Label} {Score * 100:0.0}{(Score is null ? "" : "% ")}{Box}");
}
