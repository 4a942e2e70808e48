namespace Vlm.Generation;

/// <summary>The position ids of a prompt: [axes,L], and how far the position of every later token is from its place.</summary>
internal readonly struct PromptPositions
{
    /// <summary>Time, height, width.</summary>
    public const int MultimodalAxes = 3;

    private readonly long[] _values;

    private PromptPositions(long[] values, long offset)
    {
        _values = values;
        Offset = offset;
    }

    /// <summary>[axes,L], row-major.</summary>
    public ReadOnlySpan<long> Values => _values;

    /// <summary>The position of token n behind the prompt is n + Offset in all axes, n counted from the prompt's beginning.</summary>
    public long Offset { get; }

    /// <summary>One after the other, the same in all axes.</summary>
    public static PromptPositions Sequential(int length, int axes, long first)
    {
        long[] values = new long[axes * length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = first + (i % length);
        }

        return new PromptPositions(values, first);
    }

    /// <summary>
    /// Multimodal rotary positions (M-RoPE): text counts on in all three axes; the tokens of a picture share the position at
    /// which it begins and count frames, rows and columns from there; what follows begins behind the greatest of them.
    /// (Wang et al., "Qwen2-VL", 2024, section 2.1.)
    /// </summary>
    /// <param name="length">The prompt's length.</param>
    /// <param name="pictures">Its pictures, in order.</param>
    public static PromptPositions Multimodal(int length, IReadOnlyList<PictureSpan> pictures)
    {
        long[] values = new long[3 * length];
        Span<long> time = values.AsSpan(0, length), height = values.AsSpan(length, length), width = values.AsSpan(2 * length, length);
        long next = 0;
        int at = 0;
        foreach (PictureSpan picture in pictures)
        {
            next = Text(at, picture.Start, next, time, height, width);
            for (int i = 0; i < picture.Length; i++)
            {
                int cell = i % (picture.Height * picture.Width);
                time[picture.Start + i] = next + (i / (picture.Height * picture.Width));
                height[picture.Start + i] = next + (cell / picture.Width);
                width[picture.Start + i] = next + (cell % picture.Width);
            }

            next += Math.Max(picture.Time, Math.Max(picture.Height, picture.Width));
            at = picture.Start + picture.Length;
        }

        next = Text(at, length, next, time, height, width);
        return new PromptPositions(values, next - length);
    }

    private static long Text(int from, int to, long next, Span<long> time, Span<long> height, Span<long> width)
    {
        for (int i = from; i < to; i++)
        {
            time[i] = height[i] = width[i] = next++;
        }

        return next;
    }
}
