using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Vlm.Imaging.Resizing;

/// <summary>The two passes of a filtered resize over pixels of four bytes. All kernels give the same bytes.</summary>
internal abstract class ResizeKernel
{
    /// <summary>Written for reading: one pixel, one channel, one tap at a time.</summary>
    public static ResizeKernel Plain { get; } = new PlainResizeKernel();

    /// <summary>One pixel at a time, its channels together.</summary>
    public static ResizeKernel Portable { get; } = new Vector128ResizeKernel();

    /// <summary>256 bits at a time; only where <see cref="Avx2.IsSupported"/>, and for tables with pairs.</summary>
    public static ResizeKernel Wide { get; } = new Avx2ResizeKernel();

    /// <summary>512 bits at a time; only where <see cref="Avx512BW.IsSupported"/>, and for tables with pairs.</summary>
    public static ResizeKernel Widest { get; } = new Avx512ResizeKernel();

    /// <summary>The fastest one for this machine and these tables.</summary>
    public static ResizeKernel For(FixedCoefficients coefficients) =>
        Avx512BW.IsSupported && coefficients.HasPairs ? Widest
        : Avx2.IsSupported && coefficients.HasPairs ? Wide
        : Vector128.IsHardwareAccelerated ? Portable
        : Plain;

    /// <summary>Makes all columns that the coefficients have, of any number of rows.</summary>
    /// <param name="source">The rows to read.</param>
    /// <param name="sourceStride">Bytes from row to row.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="target">The rows to write.</param>
    /// <param name="targetStride">Bytes from row to row.</param>
    /// <param name="coefficients">The windows of the columns.</param>
    public abstract void Horizontal(
        ReadOnlySpan<byte> source, int sourceStride, int rows, Span<byte> target, int targetStride, FixedCoefficients coefficients);

    /// <summary>Makes one output row.</summary>
    /// <param name="source">Begins with source row <paramref name="firstRow"/>.</param>
    /// <param name="sourceStride">Bytes from row to row.</param>
    /// <param name="firstRow">The number of the first row given.</param>
    /// <param name="target">The row to write; its length says how many bytes of each source row are read.</param>
    /// <param name="coefficients">The windows of the rows.</param>
    /// <param name="y">The output row.</param>
    public abstract void Vertical(ReadOnlySpan<byte> source, int sourceStride, int firstRow, Span<byte> target, FixedCoefficients coefficients, int y);
}
