namespace Vlm.Evaluation.Reading;

/// <summary>The fields of one record and the line on which it begins.</summary>
internal sealed record CsvRecord(long Line, IReadOnlyList<string> Fields);
