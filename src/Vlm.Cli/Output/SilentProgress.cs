namespace Vlm.Cli.Output;

internal sealed class SilentProgress : IProgress<BatchProgress>
{
    public static SilentProgress Instance { get; } = new();

    public void Report(BatchProgress value)
    {
    }
}
