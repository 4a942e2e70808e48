using System.CommandLine;
using Vlm.Cli.Input;
using Vlm.Cli.Output;

namespace Vlm.Cli.Commands;

/// <summary><c>vlm chat</c>: a conversation about pictures, one question a line, the answers as they come.</summary>
internal static class ChatCommand
{
    private const string ImageWord = "/image ", EndWord = "/exit";

    public static Command Create(CommandEnvironment environment)
    {
        Option<string[]> images = new("--image") { Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = true, Description = "Pictures that the conversation is about.", HelpName = "FILE" };
        Option<string?> system = new("--system") { Description = "What the model is told before the first question.", HelpName = "TEXT" };
        Option<int?> maxTokens = CountOption.Create("--max-tokens", "The greatest number of tokens of an answer. Default: the model's own.");
        Command command = new("chat", $"A conversation about pictures: one question a line; '{ImageWord}FILE' shows one more picture, '{EndWord}' or the end of the input ends it.") { images, system, maxTokens };
        CommandRun.SetBody(command, environment, async (run, parsed) =>
        {
            IReadOnlyList<string> paths = parsed.GetValue(images) is { Length: > 0 } given ? PicturePaths.Expand(run, given) : [];
            ConversationOptions options = new() { SystemPrompt = parsed.GetValue(system), Generation = new GenerationOptions { MaxNewTokens = parsed.GetValue(maxTokens) } };
            using IVisionLanguageModel model = await run.LoadModelAsync().ConfigureAwait(false);
            using IVisionConversation conversation = model.StartConversation([.. paths.Select(ImageInput.FromFile)], options);
            List<(string Question, string Answer)> turns = await TalkAsync(run, environment.In, conversation).ConfigureAwait(false);
            if (run.Json)
            {
                WriteJson(run, turns);
            }
        });
        return command;
    }

    private static async Task<List<(string Question, string Answer)>> TalkAsync(CommandRun run, TextReader input, IVisionConversation conversation)
    {
        List<(string, string)> turns = [];
        List<ImageInput> shown = [];
        while (await ReadAsync(run, input).ConfigureAwait(false) is { } line && line.Trim() != EndWord)
        {
            if (line.StartsWith(ImageWord, StringComparison.Ordinal))
            {
                shown.AddRange(PicturePaths.Expand(run, [line[ImageWord.Length..].Trim()]).Select(ImageInput.FromFile));
            }
            else if (!string.IsNullOrWhiteSpace(line))
            {
                try
                {
                    turns.Add((line, await AnswerAsync(run, conversation, line, [.. shown]).ConfigureAwait(false)));
                }
                catch (VlmException e)
                {
                    // The question is not part of the conversation, which goes on.
                    run.Fail(e.Message);
                }

                shown.Clear();
            }
        }

        return turns;
    }

    private static async Task<string> AnswerAsync(CommandRun run, IVisionConversation conversation, string question, IReadOnlyList<ImageInput> images)
    {
        string answer = "";
        await foreach (TextUpdate update in conversation.StreamAsync(question, images, null, run.CancellationToken).ConfigureAwait(false))
        {
            string piece = answer.Length == 0 ? update.Text.TrimStart() : update.Text;
            answer += piece;
            if (!run.Json)
            {
                await run.Out.WriteAsync(piece).ConfigureAwait(false);
                await run.Out.FlushAsync(run.CancellationToken).ConfigureAwait(false);
            }
        }

        if (!run.Json)
        {
            await run.Out.WriteLineAsync().ConfigureAwait(false);
        }

        return answer;
    }

    // A console cannot be told to stop reading, so that a cancelled run leaves it waiting.
    private static async Task<string?> ReadAsync(CommandRun run, TextReader input)
    {
        if (run.OutIsTerminal && !run.Json)
        {
            await run.Out.WriteAsync("> ").ConfigureAwait(false);
        }

        return await Task.Run(input.ReadLine, run.CancellationToken).WaitAsync(run.CancellationToken).ConfigureAwait(false);
    }

    private static void WriteJson(CommandRun run, List<(string Question, string Answer)> turns) => run.WriteJson(json =>
    {
        json.WriteStartArray();
        foreach ((string question, string answer) in turns)
        {
            json.WriteStartObject();
            json.WriteString("question", question);
            json.WriteString("text", answer);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });
}
