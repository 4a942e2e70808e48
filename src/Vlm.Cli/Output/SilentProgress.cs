namespace Vlm.Cli.Output;

internal sealed class SilentProgress<T> : IProgress<T>
{
    public static SilentProgress<T> Instance { get; } = new();

    public void Report(T value)
    {
    }
}
