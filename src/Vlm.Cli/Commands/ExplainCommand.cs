using System.CommandLine;
using Vlm.Cli.Input;
using Vlm.Cli.Output;
using Vlm.Evaluation;

namespace Vlm.Cli.Commands;

/// <summary><c>vlm explain</c>: which regions and words made a score.</summary>
internal static class ExplainCommand
{
    private const int GreatestGrid = 32;

    public static Command Create(CommandEnvironment environment)
    {
        Argument<string> image = new("IMAGE") { Description = "A picture file." };
        Option<string?> question = new("--question") { Description = "Explains the answer to this question.", HelpName = "TEXT" };
        Option<string?> text = new("--text") { Description = "Explains how well this text fits.", HelpName = "TEXT" };
        Option<string?> label = new("--class") { Description = "Explains one of the image encoder's own classes; without a name the likeliest.", HelpName = "NAME", Arity = ArgumentArity.ZeroOrOne };
        Option<string?> html = new("--html") { Description = "Writes a page with heat maps over the picture.", HelpName = "FILE" };
        Option<int?> grid = CountOption.Create("--grid", "Rows and columns of cells, 2 to 32. Default 7.");
        Command command = new("explain", "Shows which regions and which words made a caption, an answer, or a fit.") { image, question, text, label, html, grid };
        command.Validators.Add(result =>
        {
            if (new Option[] { question, text, label }.Count(option => result.GetResult(option) is not null) > 1)
            {
                result.AddError("Give one of --question, --text and --class; without any, the caption is explained.");
            }

            if (result.GetValue(grid) is < 2 or > GreatestGrid)
            {
                result.AddError($"--grid takes 2 to {GreatestGrid}.");
            }
        });
        CommandRun.SetBody(command, environment, (run, parsed) =>
        {
            ExplanationTarget target = parsed.GetValue(question) is { } asked ? ExplanationTarget.Question(asked)
                : parsed.GetValue(text) is { } given ? ExplanationTarget.Similarity(given)
                : parsed.GetResult(label) is not null ? ExplanationTarget.Class(parsed.GetValue(label))
                : ExplanationTarget.Caption;
            return ExplainAsync(run, parsed.GetRequiredValue(image), target, parsed.GetValue(html), parsed.GetValue(grid));
        });
        return command;
    }

    private static async Task ExplainAsync(CommandRun run, string path, ExplanationTarget target, string? html, int? grid)
    {
        ImageInput picture = ImageInput.FromFile(path);
        using IVisionLanguageModel model = await run.LoadModelAsync().ConfigureAwait(false);
        Explanation? explanation = null;
        try
        {
            await run.WithProgressAsync("Explaining", 100, async progress => explanation = await Explainer.ExplainAsync(
                model, picture, target, new ExplanationOptions { Decoder = model.GetService<IImageDecoder>() ?? ImageDecoder.Default, Grid = grid ?? new ExplanationOptions().Grid, Progress = progress }, run.CancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
        }
        catch (ImageDecodeException e)
        {
            run.Fail(PictureError.Of(e));
            return;
        }

        if (html is not null)
        {
            byte[] page = ExplanationFiles.ToHtml(explanation!, picture);
            FileReplacement.Write(html, file => file.Write(page));
        }

        Write(run, explanation!);
    }

    private static void Write(CommandRun run, Explanation explanation)
    {
        if (run.Json)
        {
            run.WriteJson(json => ExplanationFiles.WriteJson(explanation, json));
            return;
        }

        run.Out.WriteLine($"{explanation.Output}: {explanation.ScoreName} {explanation.Score:0.0000}, {explanation.Method}");
        TableOutput.Write(run, [.. explanation.Cells[0].Select((_, column) => $"{column + 1}")], explanation.Cells.Select(row => row.Select(value => $"{value:0.000}").ToArray()));
        if (explanation.Words.Count > 0)
        {
            TableOutput.Write(run, ["word", "share"], explanation.Words.Select(word => new[] { word.Text, $"{word.Share:0.0000}" }));
        }

        Faithfulness faithfulness = explanation.Faithfulness;
        run.Out.WriteLine(faithfulness.Reason is { } reason
            ? $"faithfulness: not measured: {reason}"
            : $"faithfulness: deletion area {faithfulness.DeletionArea:0.000} (random {faithfulness.RandomDeletionArea:0.000}), insertion area {faithfulness.InsertionArea:0.000} (random {faithfulness.RandomInsertionArea:0.000})");
    }
}
