namespace Vlm.PublicApi.Tests.Toys;

/// <summary>What every toy stage does alike: it counts how often it was disposed.</summary>
public abstract class Toy : IDisposable
{
    /// <summary>The toys know three colours; their features have one number for each.</summary>
    public const int Colours = 3;

    public int Disposals { get; private set; }

    public static IReadOnlyList<string> ColourNames { get; } = ["red", "green", "blue"];

    public void Dispose()
    {
        Disposals++;
        GC.SuppressFinalize(this);
    }
}
