namespace Vlm.Training;

/// <summary>Token states in a file, as half-precision numbers, mapped into memory. Each block is compared with its checksum when it is first read.</summary>
internal sealed class CachedTextStates : TextStates
{
    private readonly BlockFile _file;
    private readonly int[] _places;
    private readonly int[] _lengths;
    private readonly long[] _offsets;

    /// <summary>Takes a whole file, and disposes it in the end.</summary>
    /// <param name="file">The file.</param>
    /// <param name="header">What it says of itself.</param>
    /// <param name="texts">The texts that it is of.</param>
    public CachedTextStates(BlockFile file, TextStatesHeader header, IReadOnlyList<string> texts)
    {
        Width = header.Width;
        _file = file;
        _places = new int[texts.Count];
        _lengths = new int[texts.Count];
        _offsets = new long[texts.Count];
        long offset = 0;
        foreach ((int place, int text) in TextOrder.Of(texts).Index())
        {
            offset = place % TextStatesHeader.TextsPerBlock == 0 ? 0 : offset;
            (_places[text], _lengths[text], _offsets[text]) = (place, header.Lengths[place], offset);
            offset += (long)header.Lengths[place] * Width * sizeof(ushort);
        }
    }

    public override int Width { get; }

    public override int LengthOf(int text) => _lengths[text];

    public override void Copy(int text, Span<float> destination) =>
        _file.ReadHalves(_places[text] / TextStatesHeader.TextsPerBlock, _offsets[text], destination[..(_lengths[text] * Width)]);

    public override void Dispose() => _file.Dispose();
}
