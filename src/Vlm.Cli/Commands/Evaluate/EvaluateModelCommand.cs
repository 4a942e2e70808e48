using System.CommandLine;
using Vlm.Cli.Input;
using Vlm.Cli.Output;
using Vlm.Evaluation;

namespace Vlm.Cli.Commands.Evaluate;

/// <summary><c>vlm evaluate caption</c>, <c>retrieval</c> and <c>vqa</c>: runs a model over a data set and scores it beside its baselines.</summary>
internal static class EvaluateModelCommand
{
    public static Command Create(CommandEnvironment environment, string name, EvaluationTask task, string description)
    {
        Option<string> data = new("--data") { Description = "The data set: Karpathy, COCO, VQA or question-list JSON, .jsonl or .csv.", HelpName = "FILE", Required = true };
        Option<string?> images = new("--images") { Description = "The pictures. Default: images.zip, or the folder images, beside the data.", HelpName = "FOLDER_OR_ZIP" };
        Option<string?> annotations = new("--annotations") { Description = "VQA v2: the annotations that belong to the questions.", HelpName = "FILE" };
        Option<string?> split = new("--split") { Description = "train, val, test, or all. Default: test where the data have it, else all.", HelpName = "NAME" };
        Option<int?> limit = CountOption.Create("--limit", "Only the first so many pictures.");
        Option<string[]> report = new("--report") { Description = "Writes the report; .html, .json or .md. May be given several times.", HelpName = "FILE" };
        Option<string?> record = new("--run") { Description = "Records results as they come; a run that was stopped goes on. Default: beside the first report.", HelpName = "FILE" };
        Option<string?> compare = new("--compare") { Description = "Another run's record over the same data: says whether the difference is noise.", HelpName = "FILE" };
        Option<string?> neighbours = new("--neighbours") { Description = "Among how many training pictures the nearest-neighbour baseline looks: a number, all, or none. Default: all.", HelpName = "N" };
        Option<int?> batch = CountOption.Create("--batch", "How many pictures pass through the model together. Default 8.");
        Option<int?> beams = CountOption.Create("--beams", "Captions: number of beams; 1 is greedy. Default: the model's own.");
        Option<float?> rerank = RerankOption.Create();
        Option<int?> tokens = CountOption.Create("--max-tokens", "Captions: greatest number of tokens. Default: the model's own.");
        Option<string?> paraphrases = new("--paraphrases") { Description = "Captions: METEOR's table, paraphrase-en.gz; without it the figure is METEOR_ess.", HelpName = "FILE" };
        Command command = new(name, description) { data, images, annotations, split, limit, report, record, compare, neighbours, batch };
        if (task == EvaluationTask.Caption)
        {
            command.Add(beams);
            command.Add(rerank);
            command.Add(tokens);
            command.Add(paraphrases);
        }

        neighbours.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && text is not ("all" or "none") && !(int.TryParse(text, out int count) && count >= 1))
            {
                result.AddError($"--neighbours takes all, none, or a whole number of at least 1, found {text}.");
            }
        });
        report.Validators.Add(result =>
        {
            foreach (string file in result.Tokens.Select(token => token.Value).Where(file => !EvaluationOutput.IsReport(file)))
            {
                result.AddError($"--report writes .html, .json or .md, found {file}.");
            }
        });
        CommandRun.SetBody(command, environment, (run, parsed) =>
        {
            string[] reports = parsed.GetValue(report) ?? [];
            EvaluateRequest request = new(
                task,
                parsed.GetRequiredValue(data),
                new DataSetOptions { Images = parsed.GetValue(images), Annotations = parsed.GetValue(annotations) },
                parsed.GetValue(split),
                parsed.GetValue(limit),
                reports,
                parsed.GetValue(record) ?? (reports.Length == 0 ? null : Path.ChangeExtension(reports[0], ".run.jsonl")),
                parsed.GetValue(compare),
                parsed.GetValue(neighbours) switch { null or "all" => null, "none" => 0, { } count => int.Parse(count) },
                parsed.GetValue(batch),
                task == EvaluationTask.Caption ? new GenerationOptions { NumBeams = parsed.GetValue(beams), RerankWeight = parsed.GetValue(rerank), MaxNewTokens = parsed.GetValue(tokens) } : null,
                task == EvaluationTask.Caption ? parsed.GetValue(paraphrases) : null);
            return EvaluateAsync(run, request);
        });
        return command;
    }

    private static async Task EvaluateAsync(CommandRun run, EvaluateRequest request)
    {
        using DataSet data = DataSet.Open(request.Data, request.DataOptions);
        string? split = request.Split ?? (data.Splits.Contains("test") ? "test" : null);
        ParaphraseTable? paraphrases = request.Paraphrases is null ? null : ParaphraseTable.Load(request.Paraphrases);
        ModelRun? other = request.Compare is null ? null : ModelRun.Read(request.Compare);
        IReadOnlyList<DataSetItem> items = ModelRunner.Select(data, request.Task, split, request.Limit);
        using IVisionLanguageModel model = await run.LoadModelAsync().ConfigureAwait(false);
        EvaluationReport? report = null;
        await run.WithProgressAsync("Evaluating", items.Count, async progress => report = await ModelEvaluation.EvaluateAsync(model, data, request.Task, new EvaluationOptions
        {
            Run = new RunOptions
            {
                Split = split,
                Limit = request.Limit,
                RecordFile = request.Record,
                BatchSize = request.Batch ?? new RunOptions().BatchSize,
                Generation = request.Generation,
                Progress = progress,
            },
            CompareWith = other,
            NeighbourLimit = request.Neighbours,
            Paraphrases = paraphrases,
        }, run.CancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
        foreach (string file in request.Reports)
        {
            EvaluationOutput.WriteFile(file, report!, data);
        }

        EvaluationOutput.Write(run, report!);
    }
}
