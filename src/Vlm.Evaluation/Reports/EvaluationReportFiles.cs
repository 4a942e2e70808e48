using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Vlm.Evaluation;

/// <summary>The forms of a report: HTML, JSON and Markdown, with the same content.</summary>
public static class EvaluationReportFiles
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true };

    /// <summary>One HTML page in UTF-8: pictures inside, charts as SVG, light and dark, no script, nothing fetched.</summary>
    /// <param name="report">The report.</param>
    /// <param name="data">The data set, whose pictures the examples show.</param>
    public static byte[] ToHtml(EvaluationReport report, DataSet data)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(data);
        return EvaluationPage.Make(report, data);
    }

    /// <summary>Markdown: tables of all figures, comparisons, examples without their pictures, and what was run.</summary>
    /// <param name="report">The report.</param>
    public static string ToMarkdown(EvaluationReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return ReportMarkdown.Make(report);
    }

    /// <summary>One JSON document in UTF-8; a figure that is not defined is null with its reason.</summary>
    /// <param name="report">The report.</param>
    public static byte[] ToJson(EvaluationReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer, Options))
        {
            WriteJson(report, json);
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>The same document into a writer of the caller's.</summary>
    /// <param name="report">The report.</param>
    /// <param name="json">Where it goes; the caller flushes it.</param>
    public static void WriteJson(EvaluationReport report, Utf8JsonWriter json)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(json);
        ReportJson.Write(report, json);
    }
}
