namespace Vlm.Folders;

/// <summary>A size as preprocessor_config.json writes it: a number, height and width, a shortest edge, a longest edge, or both edges.</summary>
internal sealed record ImageSize
{
    /// <summary>A bare number, whose meaning depends on the processor's class.</summary>
    public int? Number { get; init; }

    public int? Height { get; init; }

    public int? Width { get; init; }

    public int? ShortestEdge { get; init; }

    public int? LongestEdge { get; init; }

    public static ImageSize Square(int side) => new() { Height = side, Width = side };

    public static ImageSize Shortest(int side) => new() { ShortestEdge = side };

    public static ImageSize Longest(int side) => new() { LongestEdge = side };
}
