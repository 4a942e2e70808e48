using System.Runtime.Intrinsics.X86;
using CsCheck;
using Vlm.Imaging.Resizing;

namespace Vlm.Tests.Imaging;

public sealed class ResizeKernelTests
{
    private static readonly Gen<(int Width, int Height, int NewWidth, int NewHeight, ResizeFilter Filter, bool HorizontalFirst, int Seed)> Requests =
        Gen.Select(Gen.Int[1, 90], Gen.Int[1, 90], Gen.Int[1, 60], Gen.Int[1, 60], Gen.Int[1, 5], Gen.Bool, Gen.Int[0, 1 << 20],
            (w, h, nw, nh, filter, first, seed) => (w, h, nw, nh, (ResizeFilter)filter, first, seed));

    // Wider kernels apply to tables with pairs only; the sizes below make both kinds.
    private static readonly ResizeKernel[] Kernels =
    [
        ResizeKernel.Portable,
        .. Avx2.IsSupported ? [new WhereItApplies(ResizeKernel.Wide)] : (ResizeKernel[])[],
        .. Avx512BW.IsSupported ? [new WhereItApplies(ResizeKernel.Widest)] : (ResizeKernel[])[],
    ];

    [Fact]
    public void Resize_AnySizeAndFilter_SimdEqualsPlain() => Requests.Sample(
        request =>
        {
            byte[] source = new byte[request.Width * request.Height * 4];
            new Random(request.Seed).NextBytes(source);
            ResizeRequest wanted = new(request.NewWidth, request.NewHeight, request.Filter) { HorizontalFirst = request.HorizontalFirst };
            byte[] expected = Resize(source, request.Width, request.Height, wanted with { Kernel = ResizeKernel.Plain });
            foreach (ResizeKernel kernel in Kernels)
            {
                Assert.Equal(expected, Resize(source, request.Width, request.Height, wanted with { Kernel = kernel }));
            }

            Assert.Equal(expected, Resize(source, request.Width, request.Height, wanted));
        },
        iter: 1500);

    [Fact]
    public void Resize_AnyNumberOfBands_GivesTheSameBytes() => Requests.Sample(
        request =>
        {
            byte[] source = new byte[request.Width * request.Height * 4];
            new Random(request.Seed).NextBytes(source);
            ResizeRequest wanted = new(request.NewWidth, request.NewHeight, request.Filter);
            byte[] expected = Resize(source, request.Width, request.Height, wanted with { Bands = 1 });
            foreach (int bands in (int[])[2, 3, 7, 64])
            {
                Assert.Equal(expected, Resize(source, request.Width, request.Height, wanted with { Bands = bands }));
            }
        },
        iter: 500);

    [Fact]
    public void Resize_Window_EqualsTheSamePartOfTheWhole() => Requests.Sample(
        request =>
        {
            Random random = new(request.Seed);
            byte[] source = new byte[request.Width * request.Height * 4];
            random.NextBytes(source);
            int left = random.Next(request.NewWidth);
            int top = random.Next(request.NewHeight);
            PixelWindow window = new(left, top, 1 + random.Next(request.NewWidth - left), 1 + random.Next(request.NewHeight - top));
            ResizeRequest wanted = new(request.NewWidth, request.NewHeight, request.Filter);

            byte[] whole = Resize(source, request.Width, request.Height, wanted);
            byte[] part = Resize(source, request.Width, request.Height, wanted with { Window = window });

            for (int y = 0; y < window.Height; y++)
            {
                int from = (((window.Top + y) * request.NewWidth) + window.Left) * 4;
                Assert.Equal(whole.AsSpan(from, window.Width * 4), part.AsSpan(y * window.Width * 4, window.Width * 4));
            }
        },
        iter: 2000);

    private static byte[] Resize(byte[] source, int width, int height, ResizeRequest request)
    {
        PixelWindow window = request.Window ?? new PixelWindow(0, 0, request.Width, request.Height);
        byte[] result = new byte[window.Width * window.Height * 4];
        Resizer.Resize(new PixelRows(source, width * 4, width, height), request, new CopySink(result, window.Width * 4));
        return result;
    }

    private sealed class WhereItApplies(ResizeKernel kernel) : ResizeKernel
    {
        public override void Horizontal(ReadOnlySpan<byte> source, int sourceStride, int rows, Span<byte> target, int targetStride, FixedCoefficients coefficients) =>
            (coefficients.HasPairs ? kernel : Plain).Horizontal(source, sourceStride, rows, target, targetStride, coefficients);

        public override void Vertical(ReadOnlySpan<byte> source, int sourceStride, int firstRow, Span<byte> target, FixedCoefficients coefficients, int y) =>
            (coefficients.HasPairs ? kernel : Plain).Vertical(source, sourceStride, firstRow, target, coefficients, y);
    }
}
