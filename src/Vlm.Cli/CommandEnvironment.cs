using System.Text;

namespace Vlm.Cli;

/// <summary>What a command has around it: where its output goes and where models come from. Tests put their own in its place.</summary>
internal sealed class CommandEnvironment
{
    /// <summary>What is typed or piped in.</summary>
    public TextReader In { get; init; } = TextReader.Null;

    public required TextWriter Out { get; init; }

    public required TextWriter Error { get; init; }

    public required bool OutIsTerminal { get; init; }

    public required bool ErrorIsTerminal { get; init; }

    /// <summary>A folder, or null for the embedded default, to a model.</summary>
    public required Func<string?, VlmOptions, IVisionLanguageModel> LoadModel { get; init; }

    public static CommandEnvironment OfProcess()
    {
        UTF8Encoding utf8 = new(encoderShouldEmitUTF8Identifier: false);
        return new CommandEnvironment
        {
            In = new StreamReader(Console.OpenStandardInput(), utf8),
            Out = new StreamWriter(Console.OpenStandardOutput(), utf8) { AutoFlush = true },
            Error = new StreamWriter(Console.OpenStandardError(), utf8) { AutoFlush = true },
            OutIsTerminal = !Console.IsOutputRedirected,
            ErrorIsTerminal = !Console.IsErrorRedirected,
            LoadModel = static (folder, options) => folder is null ? VisionLanguageModel.LoadDefault(options) : VisionLanguageModel.Load(folder, options),
        };
    }
}
