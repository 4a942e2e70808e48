namespace Vlm.Evaluation;

/// <summary>The report of a run that answered questions.</summary>
internal static class AnswerScoring
{
    public static EvaluationReport Score(ScoringContext context)
    {
        List<AskedQuestion> asked = [.. context.Items
            .SelectMany(item => item.Questions.Select(question => (item, question)))
            .Select(pair => new AskedQuestion(pair.item, pair.question, context.Run.Find(pair.question.Id)?.Text))
            .Where(question => question.Answer is not null)];
        if (asked.Count == 0)
        {
            throw new EvaluationException($"{context.Data.Name}: no question was answered; the first error is: {context.Run.Records[0].Error}");
        }

        IReadOnlyList<string>[] references = [.. asked.Select(question => question.Question.Answers)];
        string[] answers = [.. asked.Select(question => question.Answer!)];
        IReadOnlyList<Figure> figures = AnswerFigures.Of(references, answers);
        double[] right = AnswerFigures.Right(references, answers);
        return new EvaluationReport
        {
            Run = context.Run.Header,
            Systems = [context.Row(context.Run.Header.ModelName, "the model", figures), .. AnswerBaselines.Of(context, asked, references, answers)],
            Headlines = [AnswerFigures.Accuracy, AnswerFigures.VqaScore],
            Breakdowns = ByType(context, asked, right),
            Comparisons = context.Other is null ? [] : context.Compare(figures, AnswerFigures.Of(references, [.. asked.Select(question => context.OtherText(question.Question.Id))])),
            Distributions = [.. Probabilities(context, asked, right)],
            Best = Examples(context, asked, right, 1),
            Worst = Examples(context, asked, right, 0),
            Problems = context.Problems(),
        };
    }

    // A model that knows when it does not know is sure of what is right, and unsure of what is wrong.
    private static IEnumerable<ReportDistribution> Probabilities(ScoringContext context, List<AskedQuestion> asked, double[] right)
    {
        foreach ((double wanted, string title) in ((double, string)[])[(1, "probability of right answers"), (0, "probability of wrong answers")])
        {
            double[] values = [.. Enumerable.Range(0, asked.Count).Where(i => right[i] == wanted)
                .Select(i => context.Run.Find(asked[i].Question.Id)!.LogProbability).OfType<float>().Select(log => Math.Exp(log))];
            if (values.Length > 0)
            {
                yield return new ReportDistribution { Title = title, Values = values };
            }
        }
    }

    private static IReadOnlyList<ReportBreakdown> ByType(ScoringContext context, List<AskedQuestion> asked, double[] right)
    {
        ILookup<string, int> types = Enumerable.Range(0, asked.Count).Where(i => asked[i].Question.Type is not null).ToLookup(i => asked[i].Question.Type!, StringComparer.Ordinal);
        return types.Count == 0 ? [] :
        [
            new ReportBreakdown
            {
                Title = "accuracy by type of question",
                Figures = [.. types.OrderByDescending(type => type.Count()).ThenBy(type => type.Key, StringComparer.Ordinal)
                    .Select(type => new RatioFigure(type.Key, FigureUnit.Share, [.. type.Select(i => right[i])]).Estimate(context.Options.Resampling, context.CancellationToken))],
            },
        ];
    }

    // The surest of the right answers, and the surest of the wrong ones.
    private static IReadOnlyList<ReportExample> Examples(ScoringContext context, List<AskedQuestion> asked, double[] right, double wanted) =>
        [.. Enumerable.Range(0, asked.Count).Where(i => right[i] == wanted)
            .Select(i => (asked[i], Score: (double)(context.Run.Find(asked[i].Question.Id)!.LogProbability ?? 0)))
            .OrderByDescending(pair => pair.Score)
            .DistinctBy(pair => pair.Item1.Item.Picture)
            .Take(context.Options.Examples)
            .Select(pair => new ReportExample
            {
                Id = pair.Item1.Question.Id,
                Picture = pair.Item1.Item.Picture,
                Question = pair.Item1.Question.Text,
                Output = pair.Item1.Answer!,
                References = [.. pair.Item1.Question.Answers.Distinct(StringComparer.Ordinal)],
                Score = Math.Exp(pair.Score),
                ScoreName = "probability",
            })];
}
