namespace Vlm.Tokenization;

/// <summary>The buffers of one call; kept for the next one unless a long text made them large.</summary>
internal sealed class Workspace
{
    private const int LargestKept = 1 << 16;

    public PieceBuffer Pieces { get; } = new();

    public AlignedText Normalizing { get; } = new();

    public AlignedText Spare { get; } = new();

    public TokenSink Tokens { get; } = new();

    public List<(int Start, int Length, int Id)> Found { get; } = [];

    public List<(int Start, int Length, int Id)> FoundInside { get; } = [];

    public bool IsWorthKeeping => Math.Max(Math.Max(Pieces.Capacity, Normalizing.Capacity), Math.Max(Spare.Capacity, Tokens.Capacity)) <= LargestKept;
}
