using Spectre.Console;

namespace Vlm.Cli.Output;

/// <summary>A progress bar on standard error. Only here and in <see cref="TableOutput"/> is Spectre touched: loading it takes longer than a caption's words.</summary>
internal static class ProgressBar
{
    public static async Task RunAsync(TextWriter error, string what, int total, Func<IProgress<BatchProgress>, Task> work)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(error) });
        await console.Progress().AutoClear(true).StartAsync(async context =>
        {
            ProgressTask task = context.AddTask(Markup.Escape(what), maxValue: total);
            await work(new TaskProgress(task)).ConfigureAwait(false);
        }).ConfigureAwait(false);
    }

    private sealed class TaskProgress(ProgressTask task) : IProgress<BatchProgress>
    {
        public void Report(BatchProgress value)
        {
            task.MaxValue = value.Total;
            task.Value = value.Done;
        }
    }
}
