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
            Share("token_F1", references, answers, TokenOverlap.F1),
        ];
        if (references.All(given => given.Count > 1))
        {
            figures.Add(Share(VqaScore, references, answers, (answer, given) => VqaAccuracy.Of(answer, given)));
        }

        return figures;
    }

    /// <summary>Every metric of short answers.</summary>
    public static IReadOnlyList<Figure> All(IReadOnlyList<IReadOnlyList<string>> references, IReadOnlyList<string> answers) =>
    [
        new RatioFigure(Accuracy, FigureUnit.Share, Right(references, answers)),
        Vqa(VqaScore, references, answers, VqaAccuracyVariant.Lavis),
        Vqa($"{VqaScore}_master", references, answers, VqaAccuracyVariant.Master),
        Vqa($"{VqaScore}_both", references, answers, VqaAccuracyVariant.Both),
        Share("ANLS", references, answers, Anls.OfServer),
        Share("ANLS_paper", references, answers, Anls.OfPaper),
        Share("exact_match", references, answers, TokenOverlap.ExactMatch),
        Share("token_F1", references, answers, TokenOverlap.F1),
        Share("token_F1_squad2", references, answers, TokenOverlap.F1WithEmpty),
        Share("relaxed_accuracy", references, answers, (answer, given) => given.Any(target => RelaxedAccuracy.IsRight(answer, target)) ? 1 : 0),
    ];

    public static double[] Right(IReadOnlyList<IReadOnlyList<string>> references, IReadOnlyList<string> answers) =>
        [.. references.Select((given, i) => given.Contains(answers[i], StringComparer.Ordinal) ? 1.0 : 0.0)];

    private static Figure Vqa(string name, IReadOnlyList<IReadOnlyList<string>> references, IReadOnlyList<string> answers, VqaAccuracyVariant variant)
    {
        int few = references.Count(given => given.Count < 2);
        return few == 0
            ? Share(name, references, answers, (answer, given) => VqaAccuracy.Of(answer, given, variant))
            : new UndefinedFigure(name, FigureUnit.Share, references.Count, $"{few} of {references.Count} questions have fewer than two people's answers, and one is left out at a time");
    }

    private static RatioFigure Share(string name, IReadOnlyList<IReadOnlyList<string>> references, IReadOnlyList<string> answers, Func<string, IReadOnlyList<string>, double> score) =>
        new(name, FigureUnit.Share, [.. references.Select((given, i) => score(answers[i], given))]);
}
