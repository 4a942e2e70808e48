using System.CommandLine;
using Vlm.Cli.Input;
using Vlm.Cli.Output;
using Vlm.Evaluation;

namespace Vlm.Cli.Commands.Metrics;

/// <summary><c>vlm metrics caption</c>: captions against references.</summary>
internal static class MetricsCaptionCommand
{
    public static Command Create(CommandEnvironment environment)
    {
        Option<string> references = new("--references") { Description = "JSON: { \"id\": [\"…\", \"…\"] }, or COCO's annotations.", HelpName = "FILE", Required = true };
        Option<string> candidates = new("--candidates") { Description = "JSON: { \"id\": \"…\" }, or COCO's results.", HelpName = "FILE", Required = true };
        Option<string?> paraphrases = new("--paraphrases") { Description = "METEOR's table, paraphrase-en.gz; without it the figure is METEOR_ess.", HelpName = "FILE" };
        Option<string?> compare = new("--compare") { Description = "Other captions of the same pictures: says whether the difference is noise.", HelpName = "FILE" };
        Option<int?> resamples = ResamplesOption.Create();
        Command command = new("caption", "Scores captions: BLEU, METEOR, ROUGE-L and CIDEr-D as COCO, sacreBLEU, chrF and ROUGE.") { references, candidates, paraphrases, compare, resamples };
        CommandRun.SetBody(command, environment, (run, parsed) =>
        {
            string gold = parsed.GetRequiredValue(references);
            CaptionSet captions = CaptionFiles.Read(gold, parsed.GetRequiredValue(candidates));
            string? other = parsed.GetValue(compare);
            MetricReport report = CaptionEvaluation.Of(captions, new CaptionEvaluationOptions
            {
                Paraphrases = parsed.GetValue(paraphrases) is { } table ? ParaphraseTable.Load(table) : null,
                CompareWith = other is null ? null : CaptionFiles.Read(gold, other),
                CompareName = other is null ? "" : Path.GetFileName(other),
                Resampling = ResamplesOption.Read(parsed, resamples),
            }, run.CancellationToken);
            MetricOutput.Write(run, report);
            return Task.CompletedTask;
        });
        return command;
    }
}
