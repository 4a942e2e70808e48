using System.Runtime.InteropServices;
using Vlm.Benchmarks.Measuring;
using Vlm.Benchmarks.Ratios.Generation;
using Vlm.Benchmarks.Ratios.Training;

namespace Vlm.Benchmarks.Ratios;

/// <summary>Prints the ratios of RESULTS.md, each with its interval and its bar.</summary>
internal static class RatiosCommand
{
    private static readonly IMeasurement[] All =
    [
        new ImageEncodingRatio(), new TextEmbeddingRatio(), new AllocationFigures(), new PreprocessingRatio(),
        new PillowRatio(), new TransformersJsRatio(), new FastDecodeRatio(), new PictureAllocation(),
        new ProcessorRatio(), new CaptioningRatio(), new DecoderOnlyRatio(), new GenerationRatio(), new DualEncoderRatio(), new StartFigure(), new TokenizerFigure(),
        new TokenizersMeasurement(), new TwoThreads(), new TokenizerLoading(), new CaptionMetricsFigure(),
        new TrainingRatio(), new FeatureExtractionRatio(),
    ];

    /// <summary>Runs those named, or all; 1 where a bar is missed, 2 where a name is not known.</summary>
    public static int Run(IReadOnlyList<string> names)
    {
        if (names.FirstOrDefault(n => !All.Any(m => m.Name == n)) is { } unknown)
        {
            Console.Error.WriteLine($"'{unknown}' is not measured; known are {string.Join(", ", All.Select(m => m.Name))}.");
            return 2;
        }

        Console.WriteLine($"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}, {Environment.ProcessorCount} processors; {CpuName()}; {DateTime.UtcNow:yyyy-MM-dd}");
        bool missed = false;
        foreach (IMeasurement measurement in All.Where(m => names.Count == 0 || names.Contains(m.Name)))
        {
            foreach (Figure figure in measurement.Measure())
            {
                Console.WriteLine(figure);
                missed |= figure.IsMissed;
            }
        }

        return missed ? 1 : 0;
    }

    private static string CpuName()
    {
        const string file = "/proc/cpuinfo";
        string? line = File.Exists(file) ? File.ReadLines(file).FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal)) : null;
        return line?.Split(':')[1].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
    }
}
