using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Vlm.Cli.Input;
using Vlm.Cli.Output;
using Vlm.Evaluation;

namespace Vlm.Cli.Commands.Evaluate;

/// <summary><c>vlm evaluate fairness</c>: differences between groups, each beside what chance alone gives.</summary>
internal static class FairnessCommand
{
    public static Command Create(CommandEnvironment environment)
    {
        Option<string> data = new("--data")
        {
            Description = "A JSON file that says what is audited: any of ranking, decisions, association, counterfactual, leakage.",
            HelpName = "FILE",
            Required = true,
        };
        Option<int?> draws = CountOption.Create("--resamples", "How many resamples and permutations are drawn. Default 1000.");
        Command command = new("fairness", "Audits differences between groups: every figure with its interval, and beside what chance alone gives.") { data, draws };
        CommandRun.SetBody(command, environment, (run, parsed) => AuditAsync(run, parsed.GetRequiredValue(data), ResamplesOption.Read(parsed, draws)));
        return command;
    }

    private static async Task AuditAsync(CommandRun run, string data, ResamplingOptions? options)
    {
        IVisionLanguageModel? model = null;
        try
        {
            IReadOnlyList<FairnessFinding> findings = await FairnessAudit.RunAsync(
                data, async () => model = await run.LoadModelAsync().ConfigureAwait(false), options, run.CancellationToken).ConfigureAwait(false);
            if (run.Json)
            {
                run.WriteJson(json => WriteJson(json, findings, model?.Info.Name));
            }
            else
            {
                WriteTables(run, findings);
            }
        }
        finally
        {
            model?.Dispose();
        }
    }

    private static void WriteTables(CommandRun run, IReadOnlyList<FairnessFinding> findings)
    {
        foreach (FairnessFinding finding in findings)
        {
            run.Out.WriteLine($"{finding.Kind}: {finding.Name} ({string.Join(", ", finding.Groups.Select(group => $"{group.Key} {group.Value.ToString(CultureInfo.InvariantCulture)}"))})");
            TableOutput.Write(run, ["figure", "value", "chance alone", "p", ""], finding.Figures.Select(figure => new[]
            {
                figure.Name,
                figure.Value.ToString(),
                figure.Baseline is { } chance ? string.Create(CultureInfo.InvariantCulture, $"{chance.Mean:F3}, {figure.Value.Confidence * 100:0.##} % below {chance.Upper:F3}") : "",
                figure.Baseline?.PValue.ToString("G3", CultureInfo.InvariantCulture) ?? "",
                figure.IsNoise ? "noise" : "more than chance",
            }));
            foreach (string caveat in finding.Caveats)
            {
                run.Out.WriteLine($"  {caveat}");
            }

            run.Out.WriteLine();
        }
    }

    private static void WriteJson(Utf8JsonWriter json, IReadOnlyList<FairnessFinding> findings, string? model)
    {
        json.WriteStartObject();
        if (model is not null)
        {
            json.WriteString("model", model);
        }

        json.WriteStartArray("findings");
        foreach (FairnessFinding finding in findings)
        {
            json.WriteStartObject();
            json.WriteString("kind", finding.Kind);
            json.WriteString("name", finding.Name);
            json.WriteStartObject("groups");
            foreach ((string group, int size) in finding.Groups)
            {
                json.WriteNumber(group, size);
            }

            json.WriteEndObject();
            json.WriteStartObject("figures");
            foreach (FairnessFigure figure in finding.Figures)
            {
                json.WriteStartObject(figure.Name);
                json.WriteEstimate("figure", figure.Value);
                if (figure.Baseline is { } chance)
                {
                    json.WriteStartObject("chance");
                    json.WriteFinite("mean", chance.Mean);
                    json.WriteFinite("upper", chance.Upper);
                    json.WriteFinite("p", chance.PValue);
                    json.WriteNumber("permutations", chance.Permutations);
                    json.WriteEndObject();
                }

                json.WriteBoolean("noise", figure.IsNoise);
                json.WriteEndObject();
            }

            json.WriteEndObject();
            json.WriteStrings("doesNotShow", finding.Caveats);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
