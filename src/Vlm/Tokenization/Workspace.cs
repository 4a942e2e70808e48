namespace Vlm.Tokenization;

/// <summary>The buffers of one call. Each thread keeps a set for its next call unless a long text made it large.</summary>
internal sealed class Workspace
{
    private const int LargestKept = 1 << 16;

    [ThreadStatic]
    private static Workspace? _ofThread;
    private char[] _characters = new char[512];
    private char[] _standIns = new char[512];
    private char[] _repaired = [];

    public PieceBuffer Pieces { get; } = new();

    public AlignedText Normalizing { get; } = new();

    public AlignedText Spare { get; } = new();

    public TokenSink Tokens { get; } = new();

    public RowPlanner Rows { get; } = new();

    public List<(int Start, int Length, int Id)> Found { get; } = [];

    public List<(int Start, int Length, int Id)> FoundInside { get; } = [];

    private bool IsWorthKeeping =>
        Math.Max(Math.Max(Pieces.Capacity, Normalizing.Capacity), Math.Max(Math.Max(Spare.Capacity, Tokens.Capacity), Math.Max(_characters.Length, _repaired.Length))) <= LargestKept;

    /// <summary>Takes the thread's workspace, or a new one where a call within a call has it.</summary>
    public static Workspace Take()
    {
        Workspace workspace = _ofThread ?? new Workspace();
        _ofThread = null;
        return workspace;
    }

    /// <summary>Gives the workspace back to its thread.</summary>
    public void Return() => _ofThread = IsWorthKeeping ? this : _ofThread;

    /// <summary>Room for a text.</summary>
    public Span<char> Characters(int length) => Room(ref _characters, length);

    /// <summary>Room for the printable stand-ins of a text's bytes.</summary>
    public Span<char> StandIns(int length) => Room(ref _standIns, length);

    /// <summary>Room for a text whose lone surrogates are replaced.</summary>
    public Span<char> Repaired(int length) => Room(ref _repaired, length);

    private static Span<char> Room(ref char[] buffer, int length)
    {
        if (buffer.Length < length)
        {
            buffer = new char[Math.Max(length, buffer.Length * 2)];
        }

        return buffer.AsSpan(0, length);
    }
}
