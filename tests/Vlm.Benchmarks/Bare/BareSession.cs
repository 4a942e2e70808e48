using System.Diagnostics;
using Microsoft.ML.OnnxRuntime;

namespace Vlm.Benchmarks.Bare;

/// <summary>ONNX Runtime without the library, with the options that the library uses: the yardstick of its overhead.</summary>
internal static class BareSession
{
    /// <summary>Opens a file. Same threads, same optimisation level, spinning off.</summary>
    public static InferenceSession Open(string path)
    {
        using SessionOptions options = new()
        {
            IntraOpNumThreads = Environment.ProcessorCount,
            InterOpNumThreads = 1,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
        };
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        return new InferenceSession(path, options);
    }

    /// <summary>What the constructors of the sessions take together, one after the other.</summary>
    public static TimeSpan TimeLoading(IReadOnlyList<string> paths)
    {
        TimeSpan total = TimeSpan.Zero;
        foreach (string path in paths)
        {
            long began = Stopwatch.GetTimestamp();
            InferenceSession session = Open(path);
            total += Stopwatch.GetElapsedTime(began);
            session.Dispose();
        }

        return total;
    }
}
