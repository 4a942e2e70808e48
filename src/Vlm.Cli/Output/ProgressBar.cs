using Spectre.Console;

namespace Vlm.Cli.Output;

/// <summary>A progress bar on standard error. Only here and in <see cref="TableOutput"/> is Spectre touched: loading it takes longer than a caption's words.</summary>
internal static class ProgressBar
{
    public static async Task RunAsync<T>(TextWriter error, string what, double total, Func<T, (double Done, double Total)> read, Func<IProgress<T>, Task> work, Func<T, string>? describe = null)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(error) });
        await console.Progress().AutoClear(true).StartAsync(async context =>
        {
            ProgressTask task = context.AddTask(Markup.Escape(what), maxValue: total);
            await work(new TaskProgress<T>(task, read, describe)).ConfigureAwait(false);
        }).ConfigureAwait(false);
    }

    private sealed class TaskProgress<T>(ProgressTask task, Func<T, (double Done, double Total)> read, Func<T, string>? describe) : IProgress<T>
    {
        public void Report(T value)
        {
            (task.Value, task.MaxValue) = read(value);
            task.Description = describe is null ? task.Description : Markup.Escape(describe(value));
        }
    }
}
