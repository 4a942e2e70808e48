namespace Vlm.Evaluation;

/// <summary>The figures of answers to questions.</summary>
internal static class AnswerFigures
{
    public const string Accuracy = "accuracy";

    public static IReadOnlyList<Figure> Of(IReadOnlyList<IReadOnlyList<string>> references, IReadOnlyList<string> answers) =>
        [new RatioFigure(Accuracy, FigureUnit.Share, Right(references, answers))];

    public static double[] Right(IReadOnlyList<IReadOnlyList<string>> references, IReadOnlyList<string> answers) =>
        [.. references.Select((given, i) => given.Contains(answers[i], StringComparer.Ordinal) ? 1.0 : 0.0)];
}
