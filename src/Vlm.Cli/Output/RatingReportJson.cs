using System.Text.Json;
using Vlm.Evaluation;

namespace Vlm.Cli.Output;

/// <summary>A rating report as JSON.</summary>
internal static class RatingReportJson
{
    public static void Write(Utf8JsonWriter json, RatingReport report)
    {
        json.WriteStartObject();
        json.WriteString("mode", report.Mode == RatingMode.Choice ? "choice" : "grades");
        json.WriteStartArray("raters");
        foreach (RaterSummary rater in report.Raters)
        {
            json.WriteStartObject();
            json.WriteString("rater", rater.Rater);
            json.WriteNumber("answered", rater.Answered);
            json.WriteNumber("asked", rater.Asked);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (report.Choices is { } choices)
        {
            WriteChoices(json, choices);
        }
        else
        {
            json.WriteStartObject("criteria");
            foreach (CriterionReport criterion in report.Criteria)
            {
                WriteCriterion(json, criterion);
            }

            json.WriteEndObject();
        }

        json.WriteStrings("warnings", report.Warnings);
        json.WriteEndObject();
    }

    private static void WriteCriterion(Utf8JsonWriter json, CriterionReport criterion)
    {
        json.WriteStartObject(criterion.Criterion);
        json.WriteStartObject("systems");
        foreach (SystemGrade system in criterion.Systems)
        {
            json.WriteEstimate(system.System, system.Mean);
        }

        json.WriteEndObject();
        json.WriteStartArray("differences");
        foreach (SystemComparison pair in criterion.Comparisons)
        {
            json.WriteStartObject();
            json.WriteString("first", pair.First);
            json.WriteString("second", pair.Second);
            json.WriteEstimate("difference", pair.Comparison.Difference);
            json.WriteFinite("p", pair.Comparison.Test.PValue);
            json.WriteBoolean("noise", pair.Comparison.IsNoise);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        GradeAgreement agreement = criterion.Agreement;
        json.WriteStartObject("agreement");
        json.WriteEstimate("krippendorff_ordinal", agreement.KrippendorffOrdinal);
        json.WriteEstimate("krippendorff_interval", agreement.KrippendorffInterval);
        json.WriteEstimate("fleiss", agreement.Fleiss);
        json.WriteEstimate("cohen_quadratic", agreement.Cohen);
        json.WriteEstimate("icc_2_1", agreement.IntraclassSingle);
        json.WriteEstimate("icc_2_k", agreement.IntraclassAverage);
        json.WriteEndObject();
        WriteMetrics(json, criterion.Metrics);
        json.WriteEndObject();
    }

    private static void WriteChoices(Utf8JsonWriter json, ChoiceReport choices)
    {
        json.WriteStartObject("choices");
        json.WriteStartObject("systems");
        foreach (SystemStrength system in choices.Systems)
        {
            json.WriteStartObject(system.System);
            json.WriteNumber("wins", system.Wins);
            json.WriteNumber("losses", system.Losses);
            json.WriteNumber("ties", system.Ties);
            json.WriteEstimate("win_rate", system.WinRate);
            json.WriteEstimate("bradley_terry", system.BradleyTerry);
            json.WriteEstimate("elo", system.Elo);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteStartObject("agreement");
        json.WriteEstimate("fleiss", choices.Fleiss);
        json.WriteEstimate("krippendorff_nominal", choices.Krippendorff);
        json.WriteEstimate("cohen", choices.Cohen);
        json.WriteEndObject();
        WriteMetrics(json, choices.Metrics);
        json.WriteEndObject();
    }

    private static void WriteMetrics(Utf8JsonWriter json, IReadOnlyList<MetricAgreement> metrics)
    {
        json.WriteStartObject("metrics");
        foreach (MetricAgreement metric in metrics)
        {
            json.WriteStartObject(metric.Metric);
            json.WriteEstimate("kendall_tau_b", metric.KendallTauB);
            json.WriteEstimate("kendall_tau_c", metric.KendallTauC);
            json.WriteFinite("kendall_p", metric.KendallPValue);
            json.WriteEstimate("spearman", metric.Spearman);
            json.WriteFinite("spearman_p", metric.SpearmanPValue);
            json.WriteNumber("missing", metric.Missing);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
