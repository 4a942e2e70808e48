namespace Vlm.Generation;

/// <summary>A set of bytes.</summary>
internal sealed class ByteSet
{
    private readonly bool[] _holds = new bool[256];

    public static ByteSet Range(int first, int last) => new ByteSet().With(first, last);

    /// <summary>The bytes of the characters of an ASCII text.</summary>
    public static ByteSet Of(string characters)
    {
        ByteSet set = new();
        foreach (char c in characters)
        {
            set._holds[c] = true;
        }

        return set;
    }

    public ByteSet With(int first, int last)
    {
        _holds.AsSpan(first, last - first + 1).Fill(true);
        return this;
    }

    public ByteSet Without(string characters)
    {
        foreach (char c in characters)
        {
            _holds[c] = false;
        }

        return this;
    }

    public bool Contains(byte value) => _holds[value];
}
