namespace Vlm.Evaluation;

/// <summary>Scores answers that were given. Members are thread-safe.</summary>
public static class AnswerEvaluation
{
    private const string Choice = "choice";

    /// <summary>
    /// VQA accuracy in three variants, ANLS, exact match, token F1 and relaxed accuracy, and accuracy by type of question; of
    /// multiple-choice questions the choice that was read out of each answer, and the share of right ones.
    /// </summary>
    /// <param name="questions">The questions: all with options, or all without.</param>
    /// <param name="resampling">How intervals are resampled; null for the defaults.</param>
    /// <param name="cancellationToken">Stops the work between resamples.</param>
    /// <exception cref="EvaluationException">There are no questions, an id stands twice, a question has no answer, or some have options and others have none; names the id.</exception>
    public static MetricReport Of(IReadOnlyList<AnsweredQuestion> questions, ResamplingOptions? resampling = null, CancellationToken cancellationToken = default)
    {
        Check(questions);
        bool choices = questions[0].Options.Count > 0;
        string?[] read = choices ? [.. questions.Select(question => MultipleChoice.Read(question.Prediction, question.Options)?.ToString())] : [];
        IReadOnlyList<Figure> figures = choices ? [ChoiceAccuracy(questions, read)]
            : AnswerFigures.All([.. questions.Select(question => question.Answers)], [.. questions.Select(question => question.Prediction)]);
        return new MetricReport
        {
            ItemsName = "perQuestion",
            Ids = [.. questions.Select(question => question.Id)],
            Figures = [.. figures.Select(figure => figure.Estimate(resampling, cancellationToken))],
            PerItem = figures.ToDictionary(figure => figure.Name, figure => figure.PerItem, StringComparer.Ordinal),
            Readings = choices ? new Dictionary<string, IReadOnlyList<string?>> { [Choice] = read } : [],
            Breakdowns = ByType(questions, figures, resampling, cancellationToken),
            Warnings = [.. Warnings(questions, read)],
        };
    }

    private static Figure ChoiceAccuracy(IReadOnlyList<AnsweredQuestion> questions, string?[] read)
    {
        int unknown = questions.Count(question => question.Answers.Count == 0);
        return unknown == 0
            ? new RatioFigure(AnswerFigures.Accuracy, FigureUnit.Share, [.. questions.Select((question, i) => question.Answers.Contains(read[i], StringComparer.Ordinal) ? 1.0 : 0.0)])
            : new UndefinedFigure(AnswerFigures.Accuracy, FigureUnit.Share, questions.Count, $"{unknown} of {questions.Count} questions do not say which option is right");
    }

    private static IReadOnlyList<ReportBreakdown> ByType(IReadOnlyList<AnsweredQuestion> questions, IReadOnlyList<Figure> figures, ResamplingOptions? resampling, CancellationToken cancellationToken)
    {
        ILookup<string, int> types = Enumerable.Range(0, questions.Count).Where(i => questions[i].Type is not null).ToLookup(i => questions[i].Type!, StringComparer.Ordinal);
        return types.Count == 0 ? [] : [.. figures.OfType<RatioFigure>().Select(Breakdown)];

        ReportBreakdown Breakdown(RatioFigure figure)
        {
            double[] values = figure.Values;
            return new ReportBreakdown
            {
                Title = $"{figure.Name} by type of question",
                Figures = [.. types.OrderByDescending(type => type.Count()).ThenBy(type => type.Key, StringComparer.Ordinal)
                    .Select(type => new RatioFigure(type.Key, figure.Unit, [.. type.Select(i => values[i])]).Estimate(resampling, cancellationToken))],
            };
        }
    }

    private static IEnumerable<MetricWarning> Warnings(IReadOnlyList<AnsweredQuestion> questions, string?[] read)
    {
        for (int i = 0; i < questions.Count; i++)
        {
            string? message = questions[i].Prediction.Length == 0 ? "the answer is empty"
                : read.Length > 0 && read[i] is null ? "no choice can be read out of the answer; it counts as wrong"
                : null;
            if (message is not null)
            {
                yield return new MetricWarning { Kind = MetricWarningKind.Input, Metric = "", Id = questions[i].Id, Message = message };
            }

            if (read.Length == 0 && TokenOverlap.Normalize(questions[i].Prediction).Length == 0 && questions[i].Answers.Any(answer => TokenOverlap.Normalize(answer).Length == 0))
            {
                yield return new MetricWarning
                {
                    Kind = MetricWarningKind.ZeroByZero,
                    Metric = "token_F1",
                    Id = questions[i].Id,
                    Message = "nothing is left of the answer, nor of a person's, after normalisation; 0 stands for 0 divided by 0, and 1 in token_F1_squad2.",
                };
            }
        }
    }

    private static void Check(IReadOnlyList<AnsweredQuestion> questions)
    {
        ArgumentNullException.ThrowIfNull(questions);
        if (questions.Count == 0)
        {
            throw new EvaluationException("There are no answers to score; give at least one question with its answer.");
        }

        HashSet<string> ids = new(questions.Count, StringComparer.Ordinal);
        bool choices = questions[0].Options.Count > 0;
        foreach (AnsweredQuestion question in questions)
        {
            string? wrong = !ids.Add(question.Id) ? "occurs twice; every question has one answer"
                : question.Options.Count > 0 != choices ? $"has {(choices ? "no options, and others have" : "options, and others have none")}; score multiple-choice questions by themselves"
                : !choices && question.Answers.Count == 0 ? "has nobody's answer to compare with"
                : question.Answers.Append(question.Prediction).Any(text => text.Length > CaptionSet.MaxTextLength) ? $"has a text of more than {CaptionSet.MaxTextLength} characters; that is no answer"
                : null;
            if (wrong is not null)
            {
                throw new EvaluationException($"The question '{question.Id}' {wrong}.", question.Id);
            }
        }
    }
}
