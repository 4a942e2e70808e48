namespace Vlm.Imaging.Resizing;

/// <summary>Pillow's resampling kernels: the half width and the value at a distance from the centre.</summary>
internal static class FilterKernel
{
    // Pillow writes both as float32 literals.
    private const double HammingOffset = 0.54f;
    private const double HammingFactor = 0.46f;
    private const double CubicSharpness = -0.5;

    public static double Support(ResizeFilter filter) => filter switch
    {
        ResizeFilter.Box => 0.5,
        ResizeFilter.Bilinear or ResizeFilter.Hamming => 1,
        ResizeFilter.Bicubic => 2,
        ResizeFilter.Lanczos => 3,
        _ => throw new ArgumentOutOfRangeException(nameof(filter), filter, "This filter has no kernel."),
    };

    public static double Value(ResizeFilter filter, double x) => filter switch
    {
        ResizeFilter.Box => x is > -0.5 and <= 0.5 ? 1 : 0,
        ResizeFilter.Bilinear => Math.Abs(x) < 1 ? 1 - Math.Abs(x) : 0,
        ResizeFilter.Hamming => Hamming(Math.Abs(x)),
        ResizeFilter.Bicubic => Cubic(Math.Abs(x)),
        _ => x is >= -3 and < 3 ? Sinc(x) * Sinc(x / 3) : 0,
    };

    private static double Hamming(double x) =>
        x == 0 ? 1
        : x >= 1 ? 0
        : Math.Sin(x * Math.PI) / (x * Math.PI) * (HammingOffset + (HammingFactor * Math.Cos(x * Math.PI)));

    private static double Cubic(double x) =>
        x < 1 ? ((((CubicSharpness + 2) * x) - (CubicSharpness + 3)) * x * x) + 1
        : x < 2 ? ((((x - 5) * x) + 8) * x - 4) * CubicSharpness
        : 0;

    private static double Sinc(double x) => x == 0 ? 1 : Math.Sin(x * Math.PI) / (x * Math.PI);
}
