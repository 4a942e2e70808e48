using System.Text.Json;
using Vlm.Evaluation;

namespace Vlm.Cli.Output;

/// <summary>One of the things that a file of results holds, scored.</summary>
internal sealed record MetricPart(string Name, IReadOnlyList<ReportFigure> Figures, IReadOnlyList<MetricWarning> Warnings, Action<Utf8JsonWriter> WriteJson);
