namespace Vlm.Evaluation;

/// <summary>The figures of answers to questions.</summary>
internal static class AnswerFigures
{
    public const string Accuracy = "accuracy";

    public const string VqaScore = "vqa_accuracy";

    /// <summary>The share of answers that somebody gave; token F1; and where every question has several people's answers, VQA accuracy as LAVIS runs it.</summary>
    public static IReadOnlyList<Figure> Of(IReadOnlyList<IReadOnlyList<string>> references, IReadOnlyList<string> answers)
    {
        List<Figure> figures =
        [
            new RatioFigure(Accuracy, FigureUnit.Share, Right(references, answers)),
            new RatioFigure("token_F1", FigureUnit.Share, [.. references.Select((given, i) => TokenOverlap.F1(answers[i], given))]),
        ];
        if (references.All(given => given.Count > 1))
        {
            figures.Add(new RatioFigure(VqaScore, FigureUnit.Share, [.. references.Select((given, i) => VqaAccuracy.Of(answers[i], given))]));
        }

        return figures;
    }

    public static double[] Right(IReadOnlyList<IReadOnlyList<string>> references, IReadOnlyList<string> answers) =>
        [.. references.Select((given, i) => given.Contains(answers[i], StringComparer.Ordinal) ? 1.0 : 0.0)];
}
