namespace Vlm;

/// <summary>A piece of a text that is being generated.</summary>
public sealed class TextUpdate
{
    /// <summary>The new characters; whole ones only, possibly none.</summary>
    public required string Text { get; init; }

    /// <summary>The id that was chosen; null where a piece belongs to no single id.</summary>
    public int? Id { get; init; }

    /// <summary>Set on the last piece: why the text ended.</summary>
    public FinishReason? FinishReason { get; init; }

    /// <summary>The new characters.</summary>
    public override string ToString() => Text;
}
