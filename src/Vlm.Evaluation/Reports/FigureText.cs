namespace Vlm.Evaluation;

/// <summary>Figures as people read them.</summary>
internal static class FigureText
{
    /// <summary>For example <c>71.7 %</c>, <c>0.570</c> or <c>4</c>; a dash where the figure is not defined.</summary>
    public static string Value(double value, FigureUnit unit) => !double.IsFinite(value) ? "–" : unit switch
    {
        FigureUnit.Share => $"{value * 100:0.0} %",
        FigureUnit.Rank => $"{value:0.0}",
        _ => $"{value:0.000}",
    };

    public static string Value(ReportFigure figure) => Value(figure.Estimate.Value, figure.Unit);

    /// <summary>For example <c>[69.8, 73.5]</c>; empty where there is no interval.</summary>
    public static string Interval(ReportFigure figure)
    {
        Estimate estimate = figure.Estimate;
        return double.IsNaN(estimate.Lower) ? "" : $"[{Bare(estimate.Lower)}, {Bare(estimate.Upper)}]";

        string Bare(double value) => Value(value, figure.Unit).Replace(" %", "", StringComparison.Ordinal);
    }

    public static string Name(string name) => $"{Direction(name)} {NameInDirection(name)}".TrimStart();

    /// <summary>The direction of a figure of retrieval; empty for any other figure.</summary>
    public static string Direction(string name) =>
        name.StartsWith($"{RetrievalFigures.ImageToText}_", StringComparison.Ordinal) ? "image → text"
        : name.StartsWith($"{RetrievalFigures.TextToImage}_", StringComparison.Ordinal) ? "text → image" : "";

    /// <summary>The figure's name without its direction.</summary>
    public static string NameInDirection(string name) =>
        (Direction(name).Length == 0 ? name : name[(RetrievalFigures.ImageToText.Length + 1)..]).Replace('_', ' ');

    public static string Task(EvaluationTask task) => task switch
    {
        EvaluationTask.Caption => "captions",
        EvaluationTask.Answer => "answers to questions",
        EvaluationTask.Retrieval => "retrieval",
        _ => "picture embeddings",
    };
}
