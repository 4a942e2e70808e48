using System.CommandLine;
using Vlm.Cli.Input;
using Vlm.Cli.Output;

namespace Vlm.Cli.Commands;

/// <summary><c>vlm ask</c>: one question about each picture.</summary>
internal static class AskCommand
{
    public static Command Create(CommandEnvironment environment)
    {
        Argument<string[]> arguments = new("IMAGE… QUESTION")
        {
            Arity = new ArgumentArity(2, 100_000),
            Description = "Pictures (files, folders or globs), and last the question.",
        };
        Option<int?> top = CountOption.Create("--top", "How many answers to rank. Default 5.");
        Option<string?> choices = new("--choices") { Description = "The only answers to choose from: \"yes, no\".", HelpName = "LIST" };
        Command command = new("ask", "Answers a question about pictures.") { arguments, top, choices };
        CommandRun.SetBody(command, environment, (run, parsed) =>
        {
            string[] given = parsed.GetRequiredValue(arguments);
            AnswerOptions options = new() { Top = parsed.GetValue(top), Choices = parsed.GetValue(choices) is { } list ? Labels.Split(list) : null };
            return AskAsync(run, PicturePaths.Expand(run, given[..^1]), given[^1], options);
        });
        return command;
    }

    private static async Task AskAsync(CommandRun run, IReadOnlyList<string> paths, string question, AnswerOptions options)
    {
        List<(string Path, Answer Answer)> answers = [];
        if (paths.Count > 0)
        {
            using IVisionLanguageModel model = await run.LoadModelAsync().ConfigureAwait(false);
            IEnumerable<VisionPrompt> prompts = paths.Select(path => new VisionPrompt(ImageInput.FromFile(path), question));
            await run.WithProgressAsync("Answering", paths.Count, async progress =>
            {
                await foreach (ItemResult<Answer> item in model.AnswerEachAsync(prompts, options, run.CancellationToken).ConfigureAwait(false))
                {
                    if (item.Value is { } answer)
                    {
                        answers.Add((paths[item.Index], answer));
                        WarnIfTruncated(run, answer);
                    }
                    else if (item.Error is InvalidInputException)
                    {
                        // The question is wrong, and for every picture alike.
                        throw item.Error;
                    }
                    else
                    {
                        run.Fail(PictureError.Of(item.Error!));
                    }

                    progress.Report(new BatchProgress(item.Index + 1, paths.Count));
                }
            }).ConfigureAwait(false);
        }

        if (run.Json)
        {
            WriteJson(run, answers);
        }
        else
        {
            WriteText(run, answers);
        }
    }

    private static void WarnIfTruncated(CommandRun run, Answer answer)
    {
        if (answer.Truncated)
        {
            run.Warn("the question is longer than the model reads; its end was cut off.");
        }
    }

    private static void WriteText(CommandRun run, List<(string Path, Answer Answer)> answers)
    {
        foreach ((string path, Answer answer) in answers)
        {
            run.Out.WriteLine($"{path}: {answer.Text}{(answer.Probability is { } p ? $" ({p * 100:0.0}%)" : "")}");
            foreach (string line in RegionOutput.Lines(answer.Regions, answer.Structured))
            {
                run.Out.WriteLine(line);
            }

            if (answer.Candidates.Count > 1)
            {
                run.Out.WriteLine($"  then: {string.Join(", ", answer.Candidates.Skip(1))}");
            }
        }
    }

    private static void WriteJson(CommandRun run, List<(string Path, Answer Answer)> answers) => run.WriteJson(json =>
    {
        json.WriteStartArray();
        foreach ((string path, Answer answer) in answers)
        {
            json.WriteStartObject();
            json.WriteString("image", path);
            json.WriteString("text", answer.Text);
            json.WriteStartArray("answers");
            foreach (LabelScore candidate in answer.Candidates)
            {
                json.WriteStartObject();
                json.WriteString("text", candidate.Label);
                json.WriteFinite("probability", candidate.Probability);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            if (answer.Ids is { } ids)
            {
                json.WriteNumbers("ids", ids);
            }

            json.WriteFindings(answer.Regions, answer.Structured);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });
}
