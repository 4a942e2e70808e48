namespace Vlm.Tokenization.Chat;

/// <summary>
/// What one template, and one rendering of it, may cost. The counts come first, so that the same template ends at the same place on every
/// machine; the time is a net below them.
/// </summary>
internal sealed record RenderLimits
{
    public static RenderLimits Default { get; } = new();

    /// <summary>The greatest length of a template's source, in code units.</summary>
    public int SourceLength { get; init; } = 1 << 20;

    /// <summary>How deep expressions and statements may nest in the source.</summary>
    public int Nesting { get; init; } = 120;

    /// <summary>How high the tree of one expression or statement may grow; a chain such as a.b.c or 1 + 1 + 1 grows it by one a link.</summary>
    public int TreeHeight { get; init; } = 500;

    /// <summary>The tree heights of all macros and recursive loops that run inside each other, added.</summary>
    public int CallDepth { get; init; } = 2500;

    /// <summary>How deep lists, tuples and mappings may hold each other.</summary>
    public const int ValueDepth = 150;

    /// <summary>Operations, items and units of text handled.</summary>
    public int Steps { get; init; } = 4_000_000;

    /// <summary>The greatest length of one text, the output included, in code units.</summary>
    public int TextLength { get; init; } = 16 << 20;

    /// <summary>The code units of all texts that a rendering makes on its way.</summary>
    public long TextTotal { get; init; } = 64L << 20;

    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(1.5);
}
