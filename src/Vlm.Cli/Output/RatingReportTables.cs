using System.Globalization;
using Vlm.Evaluation;

namespace Vlm.Cli.Output;

/// <summary>A rating report as tables for people.</summary>
internal static class RatingReportTables
{
    public static void Write(CommandRun run, RatingReport report)
    {
        TableOutput.Write(run, ["rater", "answered"], report.Raters.Select(rater => new[] { rater.Rater, string.Create(CultureInfo.InvariantCulture, $"{rater.Answered} of {rater.Asked}") }));
        foreach (CriterionReport criterion in report.Criteria)
        {
            run.Out.WriteLine();
            TableOutput.Write(run, [criterion.Criterion, "mean grade"], criterion.Systems.Select(system => new[] { system.System, system.Mean.ToString(2) }));
            foreach (SystemComparison pair in criterion.Comparisons)
            {
                run.Out.WriteLine($"{pair.First} less {pair.Second}: {pair.Comparison.Verdict}");
            }

            GradeAgreement agreement = criterion.Agreement;
            TableOutput.Write(run, ["agreement of raters", ""],
            [
                ["Krippendorff's alpha (ranks)", agreement.KrippendorffOrdinal.ToString()],
                ["Krippendorff's alpha (numbers)", agreement.KrippendorffInterval.ToString()],
                ["Fleiss' kappa", agreement.Fleiss.ToString()],
                ["Cohen's kappa (quadratic)", agreement.Cohen.ToString()],
                ["ICC(2,1), one rater", agreement.IntraclassSingle.ToString()],
                ["ICC(2,k), the mean", agreement.IntraclassAverage.ToString()],
            ]);
            WriteMetrics(run, criterion.Metrics);
        }

        if (report.Choices is { } choices)
        {
            run.Out.WriteLine();
            TableOutput.Write(run, ["system", "won", "lost", "tied", "share won", "Bradley-Terry", "Elo"], choices.Systems.Select(system => new[]
            {
                system.System,
                system.Wins.ToString(CultureInfo.InvariantCulture),
                system.Losses.ToString(CultureInfo.InvariantCulture),
                system.Ties.ToString(CultureInfo.InvariantCulture),
                system.WinRate.ToString(3),
                system.BradleyTerry.ToString(0),
                system.Elo.ToString(0),
            }));
            TableOutput.Write(run, ["agreement of raters", ""],
            [
                ["Fleiss' kappa", choices.Fleiss.ToString()],
                ["Krippendorff's alpha", choices.Krippendorff.ToString()],
                ["Cohen's kappa", choices.Cohen.ToString()],
            ]);
            WriteMetrics(run, choices.Metrics);
        }
    }

    private static void WriteMetrics(CommandRun run, IReadOnlyList<MetricAgreement> metrics)
    {
        if (metrics.Count > 0)
        {
            TableOutput.Write(run, ["metric against people", "Kendall's tau-b", "p", "Spearman's rho", "p"], metrics.Select(metric => new[]
            {
                metric.Metric,
                metric.KendallTauB.ToString(),
                metric.KendallPValue.ToString("G3", CultureInfo.InvariantCulture),
                metric.Spearman.ToString(),
                metric.SpearmanPValue.ToString("G3", CultureInfo.InvariantCulture),
            }));
        }
    }
}
