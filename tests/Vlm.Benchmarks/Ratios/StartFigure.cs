using System.Diagnostics;
using Vlm.Benchmarks.Measuring;

namespace Vlm.Benchmarks.Ratios;

/// <summary>
/// `vlm caption` from the start of its process to its end, less what ONNX Runtime's own session constructors take for the
/// same files in a process that does nothing else.
/// </summary>
internal sealed class StartFigure : IMeasurement
{
    private const int Rounds = 20;
    private const string Cli = "VLM_CLI";

    public string Name => "start";

    public IEnumerable<Figure> Measure()
    {
        string? program = Environment.GetEnvironmentVariable(Cli) ?? SharedFolder.Search(Path.Combine("artifacts", "vlm", "vlm"));
        if (program is null || !File.Exists(program))
        {
            Console.WriteLine($"skipped: start of vlm caption: no published program. Run: dotnet publish src/Vlm.Cli -c Release -o artifacts/vlm (or set {Cli} to it).");
            yield break;
        }

        string[] sessions;
        using (IVisionLanguageModel model = VisionLanguageModel.LoadDefault())
        {
            sessions = [.. DefaultFiles.Loaded(model)];
        }

        string picture = SharedFolder.Picture("china.jpg");
        double[] beyond = new double[Rounds], whole = new double[Rounds], loading = new double[Rounds];
        for (int i = -1; i < Rounds; i++)
        {
            long began = Stopwatch.GetTimestamp();
            Run(program, ["caption", picture]);
            double milliseconds = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
            double bare = double.Parse(Run(Environment.ProcessPath!, ["--load-sessions", .. sessions]));
            if (i >= 0)
            {
                (whole[i], loading[i], beyond[i]) = (milliseconds, bare, milliseconds - bare);
            }
        }

        string detail = $"{Interval.OfMedian(whole).Median:0} ms from start to end, {Interval.OfMedian(loading).Median:0} ms for {sessions.Length} bare sessions, {Rounds} rounds in turn";
        yield return new Figure("vlm caption beyond ONNX Runtime's session loading", Interval.OfMedian(beyond), "ms", Bar.AtMost(1500), detail);
    }

    private static string Run(string program, IReadOnlyList<string> arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
    }
}
