using Vlm.Benchmarks.Measuring;

namespace Vlm.Benchmarks.Ratios;

/// <summary>Something of --ratios that can be asked for by name.</summary>
internal interface IMeasurement
{
    string Name { get; }

    /// <summary>Measures; a line that begins with "skipped" says why a figure is absent.</summary>
    IEnumerable<Figure> Measure();
}
