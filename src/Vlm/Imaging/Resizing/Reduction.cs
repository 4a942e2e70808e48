namespace Vlm.Imaging.Resizing;

/// <summary>Pillow's <c>reducing_gap</c>: blocks of whole pixels are averaged before the filter runs.</summary>
internal static class Reduction
{
    /// <summary>Null where no axis would be reduced.</summary>
    public static ReductionPlan? Plan(int width, int height, ResizeBox box, in ResizeRequest request, double gap)
    {
        double boxWidth = (double)box.Right - box.Left;
        double boxHeight = (double)box.Bottom - box.Top;
        int factorX = Math.Max(1, (int)(boxWidth / request.Width / gap));
        int factorY = Math.Max(1, (int)(boxHeight / request.Height / gap));
        if (factorX == 1 && factorY == 1)
        {
            return null;
        }

        double reach = FilterKernel.Support(request.Filter) - 0.5;
        double reachX = reach * boxWidth / request.Width;
        double reachY = reach * boxHeight / request.Height;
        int left = Math.Max(0, (int)(box.Left - reachX));
        int top = Math.Max(0, (int)(box.Top - reachY));
        int right = Math.Min(width, (int)Math.Ceiling(box.Right + reachX));
        int bottom = Math.Min(height, (int)Math.Ceiling(box.Bottom + reachY));
        ResizeBox inside = new(
            (float)(((double)box.Left - left) / factorX),
            (float)(((double)box.Top - top) / factorY),
            (float)(((double)box.Right - left) / factorX),
            (float)(((double)box.Bottom - top) / factorY));
        return new ReductionPlan(factorX, factorY, new PixelWindow(left, top, right - left, bottom - top), inside);
    }

    public static void Run(PixelRows source, ReductionPlan plan, Span<byte> target)
    {
        PixelWindow region = plan.Region;
        int at = 0;
        for (int y = 0; y < region.Height; y += plan.FactorY)
        {
            int rows = Math.Min(plan.FactorY, region.Height - y);
            for (int x = 0; x < region.Width; x += plan.FactorX)
            {
                int columns = Math.Min(plan.FactorX, region.Width - x);
                Mean(source, region.Left + x, region.Top + y, columns, rows, target.Slice(at, 4));
                at += 4;
            }
        }
    }

    private static void Mean(PixelRows source, int left, int top, int columns, int rows, Span<byte> pixel)
    {
        uint count = (uint)(columns * rows);
        uint multiplier = (uint)((float)(1L << 32) / (float)(256 * count));
        uint r = count / 2, g = r, b = r, a = r;
        for (int y = top; y < top + rows; y++)
        {
            ReadOnlySpan<byte> row = source.Row(y).Slice(left * 4, columns * 4);
            for (int i = 0; i < row.Length; i += 4)
            {
                r += row[i];
                g += row[i + 1];
                b += row[i + 2];
                a += row[i + 3];
            }
        }

        pixel[0] = (byte)(unchecked(r * multiplier) >> 24);
        pixel[1] = (byte)(unchecked(g * multiplier) >> 24);
        pixel[2] = (byte)(unchecked(b * multiplier) >> 24);
        pixel[3] = (byte)(unchecked(a * multiplier) >> 24);
    }
}
