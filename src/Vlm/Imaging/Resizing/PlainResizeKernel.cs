namespace Vlm.Imaging.Resizing;

/// <summary>The reference: the arithmetic as Pillow's documentation of its fixed point says it.</summary>
internal sealed class PlainResizeKernel : ResizeKernel
{
    public override void Horizontal(
        ReadOnlySpan<byte> source, int sourceStride, int rows, Span<byte> target, int targetStride, FixedCoefficients coefficients)
    {
        for (int y = 0; y < rows; y++)
        {
            for (int x = 0; x < coefficients.Starts.Length; x++)
            {
                int from = (y * sourceStride) + (coefficients.Starts[x] * 4);
                Span<byte> pixel = target.Slice((y * targetStride) + (x * 4), 4);
                for (int channel = 0; channel < 4; channel++)
                {
                    pixel[channel] = Sum(source[(from + channel)..], 4, coefficients.Of(x));
                }
            }
        }
    }

    public override void Vertical(ReadOnlySpan<byte> source, int sourceStride, int firstRow, Span<byte> target, FixedCoefficients coefficients, int y)
    {
        int from = (coefficients.Starts[y] - firstRow) * sourceStride;
        for (int x = 0; x < target.Length; x++)
        {
            target[x] = Sum(source[(from + x)..], sourceStride, coefficients.Of(y));
        }
    }

    private static byte Sum(ReadOnlySpan<byte> samples, int step, ReadOnlySpan<int> window)
    {
        int sum = FixedCoefficients.Half;
        for (int i = 0; i < window.Length; i++)
        {
            sum += samples[i * step] * window[i];
        }

        return (byte)Math.Clamp(sum >> FixedCoefficients.FractionBits, 0, 255);
    }
}
