using System.CommandLine;
using System.Text.Json;
using Vlm.Cli.Input;
using Vlm.Cli.Output;
using Vlm.Training;

namespace Vlm.Cli;

/// <summary>One run of one command: its output, its complaints, its model, and the exit code that comes of it.</summary>
internal sealed class CommandRun
{
    private readonly CommandEnvironment _environment;
    private readonly string? _model;
    private readonly List<string> _held = [];
    private readonly HashSet<string> _warned = [];
    private bool _failed;
    private bool _holding;

    private CommandRun(CommandEnvironment environment, ParseResult parsed, CancellationToken cancellationToken)
    {
        _environment = environment;
        _model = parsed.GetValue(SharedOptions.Model);
        Precision = PrecisionOption.Parse(parsed.GetValue(SharedOptions.Precision));
        Json = parsed.GetValue(SharedOptions.Json);
        Verbose = parsed.GetValue(SharedOptions.Verbose);
        CancellationToken = cancellationToken;
    }

    public bool Json { get; }

    public bool Verbose { get; }

    /// <summary>What <c>--model</c> named; null for the embedded default.</summary>
    public string? Model => _model;

    /// <summary>What <c>--precision</c> named, best first; null for the default.</summary>
    public IReadOnlyList<ModelPrecision>? Precision { get; }

    public CancellationToken CancellationToken { get; }

    public TextWriter Out => _environment.Out;

    public bool OutIsTerminal => _environment.OutIsTerminal;

    /// <summary>Runs a command's body; every error ends in one line and an exit code.</summary>
    public static void SetBody(Command command, CommandEnvironment environment, Func<CommandRun, ParseResult, Task> body) =>
        command.SetAction(async (parsed, cancellationToken) =>
        {
            CommandRun run = new(environment, parsed, cancellationToken);
            try
            {
                await body(run, parsed).ConfigureAwait(false);
                return run._failed ? ExitCode.Failed : ExitCode.Done;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                run.Say("cancelled.");
                return ExitCode.Cancelled;
            }
            catch (Exception e)
            {
                // The end of the line for every error: it is told, and it becomes the exit code.
                run.Say(run.Verbose ? e.ToString() : OneLine(MessageOf(e)));
                return ExitCode.Failed;
            }
        });

    /// <summary>Loads the model aside, so that a cancelled run does not wait for it.</summary>
    public async Task<IVisionLanguageModel> LoadModelAsync()
    {
        string? folder = await ModelLocation.FindAsync(this).ConfigureAwait(false);
        List<string> notes = [];
        VlmOptions options = new() { Precision = Precision, Log = notes.Add };
        Task<IVisionLanguageModel> loading = Task.Run(() => _environment.LoadModel(folder, options), CancellationToken);
        try
        {
            return await loading.WaitAsync(CancellationToken).ConfigureAwait(false);
        }
        finally
        {
            // Of a load that goes on behind a cancelled run nobody wants to hear.
            (loading.IsCompleted ? notes : []).ForEach(Warn);
        }
    }

    /// <summary>Says that one item failed; the others go on.</summary>
    public void Fail(string message)
    {
        _failed = true;
        Say(OneLine(message));
    }

    /// <summary>Says something that does not change the result; the same thing once.</summary>
    public void Warn(string message)
    {
        if (_warned.Add(message))
        {
            Say($"warning: {OneLine(message)}");
        }
    }

    /// <summary>Writes the one JSON document of the run; the whole of it or nothing.</summary>
    public void WriteJson(Action<Utf8JsonWriter> write) => JsonOutput.Write(Out, write);

    /// <summary>Runs long work under a progress bar, where somebody sees it and it does not stand in the text's way.</summary>
    public Task WithProgressAsync(string what, int total, Func<IProgress<BatchProgress>, Task> work) =>
        WithBarAsync(what, total > 1 && (Json || !OutIsTerminal), total, static report => (report.Done, report.Total), work);

    /// <summary>Runs a download under a progress bar; nothing is written meanwhile, so that it stands in nobody's way.</summary>
    public Task WithBytesAsync(string what, Func<IProgress<HubProgress>, Task> work) =>
        WithBarAsync(what, true, 1, static report => (report.Bytes, report.TotalBytes), work);

    /// <summary>Runs a training under a progress bar with its figures; where nobody sees a bar, a line follows each validation.</summary>
    public Task WithTrainingAsync(string what, Func<IProgress<TrainingProgress>, Task> work) =>
        WithBarAsync(what, true, 1, static report => (report.Step, report.Steps), work, TrainingOutput.Line, new TrainingLines(Note));

    /// <summary>Says what is going on.</summary>
    public void Note(string message) => Say(OneLine(message));

    private async Task WithBarAsync<T>(
        string what, bool wanted, double total, Func<T, (double Done, double Total)> read, Func<IProgress<T>, Task> work, Func<T, string>? describe = null, IProgress<T>? instead = null)
    {
        if (!wanted || !_environment.ErrorIsTerminal)
        {
            await work(instead ?? SilentProgress<T>.Instance).ConfigureAwait(false);
            return;
        }

        _holding = true;
        try
        {
            await ProgressBar.RunAsync(_environment.Error, what, total, read, work, describe).ConfigureAwait(false);
        }
        finally
        {
            _holding = false;
            _held.ForEach(_environment.Error.WriteLine);
            _held.Clear();
        }
    }

    // "(Parameter 'options')" tells a programmer something, and nobody at a command line.
    private static string MessageOf(Exception e) =>
        e is ArgumentException { ParamName: { } name } ? e.Message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal) : e.Message;

    private static string OneLine(string message) => string.Join(' ', message.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    // A line in the middle of a progress bar would tear it; it is held until the bar is done.
    private void Say(string message)
    {
        if (_holding)
        {
            _held.Add($"vlm: {message}");
        }
        else
        {
            _environment.Error.WriteLine($"vlm: {message}");
        }
    }
}
